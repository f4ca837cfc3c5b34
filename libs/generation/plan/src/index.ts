export { canonicalJson, definitionHash } from './canonical-json';
export { checkDefinition } from './check-definition';
export { compilePlan, type PlanOptions } from './compile-plan';
export { estimateBytes } from './estimate-bytes';
export { MAX_ROWS } from './document-shape';
export * from './generation-plan';
export * from './model';
