import type { TableDefinition, Warning } from '@dw-sim/contracts';
import type { CheckedColumn, CheckedTable } from './checked-column';
import { type FaultList, shown } from './fault-list';

/** Column that numbers the rows of a table with a composite key. */
export const SURROGATE_KEY = '_row_id';

/** The column `_row_id` of a table with a composite key that has none and does not refuse it. */
export function surrogateKey(table: TableDefinition, columns: readonly CheckedColumn[], compositeKeys: CheckedTable['compositeKeys'], path: string): CheckedColumn | undefined {
  const isThere = columns.some(({ name }) => name.toLowerCase() === SURROGATE_KEY);
  if (compositeKeys.length === 0 || table.surrogate_key === false || isThere) return undefined;
  return {
    definition: { name: SURROGATE_KEY, data_type: 'BIGINT', is_unique: true, required: true },
    name: SURROGATE_KEY,
    path: `${path}.composite_keys`,
    type: { kind: 'BIGINT' },
    generator: { kind: 'sequence', params: {}, pathOf: () => `${path}.composite_keys` },
    modifiers: [],
    unique: true,
    isMember: false,
    nullable: false,
    nullRate: 0,
  };
}

/** The warnings of a table: those that its document holds, and one about a surrogate key that was added. */
export function tableWarnings({ name, warnings = [] }: TableDefinition, { compositeKeys, hasSurrogateKey, path }: CheckedTable): readonly Warning[] {
  const own = warnings.map((message, index): Warning => ({ path: `${path}.warnings[${index}]`, code: 'note', message }));
  if (!hasSurrogateKey) return own;
  const message = `Table '${name}' has a composite primary key (${compositeKeys[0].join(', ')}). A surrogate key column '${SURROGATE_KEY}' has been added for generation. Original columns are preserved.`;
  return own.some((warning) => warning.message === message) ? own : [{ path: `${path}.composite_keys`, code: 'surrogate_key', message }, ...own];
}

/** Texts, at their own indexes; anything else is a fault. */
export function checkWarnings({ warnings = [] }: TableDefinition, path: string, faults: FaultList): void {
  warnings.forEach((text: unknown, index) => {
    if (typeof text !== 'string') faults.add(`${path}.warnings[${index}]`, 'wrong_type', `the warning is ${shown(text)}`, { value: text, allowed: 'text in quotes' });
  });
}
