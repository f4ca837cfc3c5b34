export { atRows } from './at-rows';
export * from './generator-kind';
export * from './json-path';
export * from './kernel';
export * from './numeric-scale';
export * from './parameters';
export * from './registry';
export * from './text-batch';
export * from './text-source';
