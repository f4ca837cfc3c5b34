export * from './did-you-mean';
export * from './generator-kind';
export * from './kernel';
export * from './numeric-scale';
export * from './parameters';
export * from './registry';
export * from './text-batch';
export * from './text-source';
