import type { ColumnContext, GeneratorKind, ParameterFault } from '../generator-kind';
import { objectOf, stringOf, type Parameters } from '../parameters';
import { checkPopularity, popularityOf, popularityParameter, summarizePopularity } from '../popularity';
import { atRows } from '../relation/at-rows';
import { checkFanOut, FAN_OUT_PARAMETER, fanOutOf, summarizeFanOut } from '../relation/fan-out';

interface Prepared {
  readonly table: string;
  readonly column: string;
}

/**
 * A key that exists in the parent: the parent's key column recomputed for the parent row of the column's relation, so
 * neither table has to be kept or read.
 */
export const foreignKey: GeneratorKind<Prepared> = {
  kind: 'foreign_key',
  description: 'A value of another table\'s key column, each parent row as likely as any other unless `popularity` says otherwise; each parent once where the column is unique. With `fan_out`, each parent has its own number of rows.',
  types: ['INT', 'BIGINT', 'FLOAT', 'DECIMAL', 'VARCHAR', 'DATE', 'TIME', 'TIMESTAMP', 'TIMESTAMPTZ', 'BOOLEAN', 'UUID'],
  parameters: [
    { name: 'table', type: 'string', required: true, description: 'Parent table.' },
    { name: 'column', type: 'string', required: true, description: 'Unique column of the parent table.' },
    popularityParameter('popularity', 'How often the parents are referred to: `uniform`, or `zipf` for few that have most of the children. Which rows are popular is drawn; in the same table it is the first ones.', ['uniform', 'zipf']),
    FAN_OUT_PARAMETER,
  ],
  example: { table: 'customers', column: 'customer_id' },
  check: (params, column) => [...checkPopularity(params, 'popularity'), ...checkFanOut(params), ...checkTogether(params, column)],
  summarize: (params) => {
    const { table, column } = prepared(params);
    const [popularity, fanOut] = [popularityOf(params, 'popularity'), fanOutOf(params)];
    return `key of ${table}.${column}${popularity ? `, ${summarizePopularity(popularity)}` : ''}${fanOut ? `, rows of each: ${summarizeFanOut(fanOut)}` : ''}`;
  },
  distinctCount: () => Infinity,
  possibleValues: (params, { relations }) => relations.source(stringOf(params, 'table') ?? '', stringOf(params, 'column') ?? '')?.possibleValues(),
  prepare: prepared,
  compile: ({ table, column }, context) => atRows(context.kernelOf(table, column), context.parentRows()),
};

function prepared(params: Parameters): Prepared {
  return { table: stringOf(params, 'table') ?? '', column: stringOf(params, 'column') ?? '' };
}

function checkTogether(params: Parameters, { unique }: ColumnContext): readonly ParameterFault[] {
  const [popularity, fanOut] = [objectOf(params, 'popularity'), objectOf(params, 'fan_out')];
  return [
    ...(unique && popularity ? [{ parameter: 'popularity', code: 'contradiction', message: 'a unique key has each parent once, so no parent is more popular', allowed: 'no popularity, or is_unique: false' }] : []),
    ...(popularity && fanOut ? [{ parameter: 'popularity', code: 'contradiction', message: 'fan_out says how many rows each parent has, so popularity can\'t', allowed: 'one of them; negative_binomial or zipf as the type of fan_out for a heavy tail' }] : []),
  ];
}
