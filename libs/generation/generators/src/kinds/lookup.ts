import { valueType } from '../computed-column';
import type { GeneratorKind, KernelContext } from '../generator-kind';
import type { Kernel } from '../kernel';
import { isObject, stringOf, type Parameters } from '../parameters';
import { popularityOf, popularityParameter, summarizePopularity, type Popularity } from '../popularity';
import { withDefault } from '../lookup/default-value';
import { joinedRows } from '../lookup/joined-rows';
import { checkLookup } from '../lookup/check-lookup';
import { resolveLookup, splitFrom, type Lookup } from '../lookup/resolve-lookup';
import { atRows } from '../relation/at-rows';
import { parentRowDraw } from '../relation/parent-rows';
import { rowMap } from '../relation/row-map';

interface Prepared {
  readonly lookup: Lookup;
  readonly popularity?: Popularity;
  readonly defaultValue?: string | number | boolean;
}

/** A value of another table's row. */
export const lookup: GeneratorKind<Prepared> = {
  kind: 'lookup',
  description: 'A value of a row of another table: of the one that a foreign key of this row leads to (`via`), of the one whose column has the same value (`on`), or of one at random. NULL where there is none.',
  types: ['INT', 'BIGINT', 'FLOAT', 'DECIMAL', 'VARCHAR', 'DATE', 'TIME', 'TIMESTAMP', 'TIMESTAMPTZ', 'BOOLEAN', 'UUID', 'JSON'],
  parameters: [
    { name: 'from', type: 'string', required: true, description: 'Table and column, such as `customers.country`.' },
    { name: 'via', type: 'string', description: 'Foreign key of this table that leads to the row, directly or through other foreign keys; a path such as `order_id.customer_id` where there are several ways.' },
    { name: 'on', type: 'object', description: 'A column of this table and the column of the other one that has its value: `{"country_code": "code"}`. That column is unique, or one that a foreign key refers to.' },
    { name: 'default', type: 'scalar', description: 'Value where there is no row; NULL otherwise.' },
    popularityParameter('popularity', 'How often the rows are drawn where they are drawn at random: `uniform`, or `zipf` for few that are drawn most.', ['uniform', 'zipf']),
  ],
  example: { from: 'customers.customer_id' },
  check: checkLookup,
  summarize: (params) => {
    const from = stringOf(params, 'from') ?? '';
    const on = isObject(params['on']) ? Object.entries(params['on']).map(([own, other]) => `${own} = ${String(other)}`).join(', ') : undefined;
    const popularity = popularityOf(params, 'popularity');
    return `${from}${on ? ` on ${on}` : stringOf(params, 'via') ? ` via ${stringOf(params, 'via')}` : ` at random${popularity ? `, ${summarizePopularity(popularity)}` : ''}`}`;
  },
  distinctCount: () => Infinity,
  possibleValues: (params, column) => (params['default'] === undefined ? resolveLookup(params, column).source?.possibleValues() : undefined),
  dependsOn,
  reads: (params) => {
    const { table, column } = splitFrom(params);
    const others = isObject(params['on']) ? Object.values(params['on']).map((other) => ({ table, column: String(other) })) : [];
    return [{ table, column }, ...others];
  },
  prepare: (params, column) => {
    const { lookup: found } = resolveLookup(params, column);
    if (!found) throw new Error(`the look-up of ${stringOf(params, 'from')} was not checked`);
    const value = params['default'];
    const isScalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    return { lookup: found, popularity: popularityOf(params, 'popularity'), ...(isScalar ? { defaultValue: value } : {}) };
  },
  compile: (prepared, context) => {
    const kernel = compileLookup(prepared, context);
    return prepared.defaultValue === undefined ? kernel : withDefault(kernel, prepared.defaultValue, valueType(context.type), context);
  },
};

function dependsOn(params: Parameters): readonly string[] {
  const via = stringOf(params, 'via');
  return [...(via === undefined ? [] : [via]), ...(isObject(params['on']) ? Object.keys(params['on']) : [])];
}

function compileLookup({ lookup: found, popularity }: Prepared, context: KernelContext): Kernel {
  if (found.kind === 'path') return context.kernelOf(context.table, found.path);
  const { table, column } = found;
  const source = context.kernelOf(table, column);
  const nulls = context.nullsOf(table, column);
  if (found.kind === 'join') return atRows(source, joinedRows(found, context), nulls);
  const rows = context.rowCountOf(table);
  const draw = parentRowDraw({ parentCount: Math.max(1, rows), isUnique: false, isOwnTable: false, popularity, key: context.key });
  return atRows(source, rowMap(draw, rows === 0 ? (marks, _rows, count) => void marks.fill(1, 0, count) : undefined), nulls);
}

