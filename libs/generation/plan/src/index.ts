export { canonicalJson, definitionHash } from './canonical-json';
export { checkDefinition } from './check-definition';
export { DISTRIBUTIONS, DISTRIBUTION_SYNONYMS, PARAMETER_SYNONYMS } from './column-generator';
export { compilePlan, type PlanOptions } from './compile-plan';
export { estimateBytes } from './estimate-bytes';
export { DOCUMENT_KEYS, type KeySpec, MAX_ROWS, type ObjectSpec } from './document-shape';
export * from './generation-plan';
export { generatorVersions } from './generator-versions';
export * from './model';
