export * from './physical-table';
export * from './warehouse-strategy';
