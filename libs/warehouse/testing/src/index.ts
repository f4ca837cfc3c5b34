export * from './contract-subject';
export * from './parquet-file';
export * from './sample-tables';
export * from './warehouse-contract';
export * from './workbench';
