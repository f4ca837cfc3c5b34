export * from './beta';
export * from './hash';
export * from './normal';
export * from './permutation';
export * from './quantile-table';
export * from './stream-key';
export * from './weighted-choice';
export * from './unique-tuples';
