export { experimentResolver, type PhysicalNames } from './rewrite/experiment-resolver';
export { rewriteTableNames } from './rewrite/rewrite-table-names';
export { splitStatements } from './split-statements';
export { positionWithin } from './text-position';
export type { TableName, TableNameResolver } from './rewrite/analysis';
export type { SplicedText } from './rewrite/spliced-text';
export type { SqlStatement } from './split-statements';
