import type { ColumnType } from '@dw-sim/contracts';

/** An expression as it is written; `at` is the offset of its sign or first character. */
export type Syntax =
  | { readonly kind: 'literal'; readonly at: number; readonly value: string | number | boolean | null }
  | { readonly kind: 'time'; readonly at: number; readonly type: TimeType; readonly text: string }
  | { readonly kind: 'column'; readonly at: number; readonly name: string }
  | { readonly kind: 'call'; readonly at: number; readonly name: string; readonly args: readonly Syntax[] }
  | { readonly kind: 'operator'; readonly at: number; readonly operator: Operator; readonly args: readonly Syntax[] }
  | { readonly kind: 'case'; readonly at: number; readonly branches: readonly CaseBranch[]; readonly otherwise: Syntax }
  | { readonly kind: 'cast'; readonly at: number; readonly operand: Syntax; readonly type: ColumnType };

/** Types of which there are literals, `DATE '2024-01-31'`. */
export type TimeType = 'date' | 'timestamp' | 'time';

export interface CaseBranch {
  readonly when: Syntax;
  readonly then: Syntax;
}

export type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>=';
export type Arithmetic = '+' | '-' | '*' | '/' | '//' | '%';

/** Signs and words between operands. `negate`, `not` and `is null` have one operand, `and` and `or` two or more, `like` a third for ESCAPE. */
export type Operator = Comparison | Arithmetic | '||' | 'negate' | 'not' | 'and' | 'or' | 'is null' | 'like' | 'ilike';

/** Every column name in an expression, as written. */
export function columnNames(syntax: Syntax): readonly string[] {
  switch (syntax.kind) {
    case 'column':
      return [syntax.name];
    case 'call':
    case 'operator':
      return syntax.args.flatMap(columnNames);
    case 'case':
      return [...syntax.branches.flatMap(({ when, then }) => [...columnNames(when), ...columnNames(then)]), ...columnNames(syntax.otherwise)];
    case 'cast':
      return columnNames(syntax.operand);
    default:
      return [];
  }
}
