export * from './contract-subject';
export * from './parquet-file';
export * from './postgres-connection';
export * from './postgres-server';
export * from './sample-tables';
export * from './warehouse-contract';
export * from './workbench';
