import type { Expression, NamedArgument, ObjectEntry, OrderItem, StarChange, When, WindowSpec } from './syntax/expression';
import type { Name, TypeName } from './syntax/node';
import type { Clause, Cte, GroupBy, GroupingSet, NamedWindow, Query, QueryBody, SelectItem, With } from './syntax/query';
import type { DerivedTable, Join, JoinTree, ParenthesizedJoin, Source, StagedFiles, Suffix, TableFunction, TableName } from './syntax/source';

export type * from './syntax/node';
export type * from './syntax/expression';
export type * from './syntax/query';
export type * from './syntax/source';

/** Any node of a tree. */
export type SyntaxNode =
  | Name | TypeName | StarChange | NamedArgument | OrderItem | WindowSpec | When | ObjectEntry | Expression | SelectItem | Cte | With | Clause
  | GroupBy | GroupingSet | NamedWindow | QueryBody | Query | TableName | DerivedTable | TableFunction | StagedFiles | Suffix | Source
  | ParenthesizedJoin | Join | JoinTree;
