import type { Call, FunctionEntry } from '../function-entry';
import { quotient } from './division';
import { entriesOf } from './define';
import { numberOf } from './values';

const entry = entriesOf('window');

const WHOLE = 'ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING';
const SO_FAR = 'ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW';
const FRAME = /\b(?:ROWS|RANGE|GROUPS)\s+(?:BETWEEN|UNBOUNDED|CURRENT|\d)/i;

/** OVER with a frame where the user gave none: Snowflake's default for FIRST_VALUE, LAST_VALUE and NTH_VALUE is the whole partition. */
function framed(call: Call, frame: string): string {
  const { over } = call;
  if (!over) return call.refuse(`${call.name} needs a window.`, `Write ${call.name}(…) OVER (PARTITION BY … ORDER BY …).`);
  if (FRAME.test(over)) return over;
  if (!over.trimEnd().endsWith(')')) return call.refuse(`${call.name} over a named window is not simulated.`, 'Write the window between brackets after OVER.');
  return `${over.trimEnd().slice(0, -1)} ${frame})`;
}

function nulls({ ignoreNulls }: Call): string {
  return ignoreNulls ? ' IGNORE NULLS' : '';
}

function valueOf(name: string) {
  return (call: Call): string => `${name}(${call.args.map(({ sql }) => sql).join(', ')}${nulls(call)})${framed(call, WHOLE)}`;
}

/** LAG and LEAD take no frame. */
function neighbour(name: 'lag' | 'lead') {
  return (call: Call): string => {
    if (!call.over) return call.refuse(`${call.name} needs a window.`, `Write ${call.name}(…) OVER (ORDER BY …).`);
    return `${name}(${call.args.map(({ sql }) => sql).join(', ')}${nulls(call)})${call.over}`;
  };
}

function trueEvents(call: Call): string {
  const [condition] = call.args;
  const truth = condition.type === 'boolean' || condition.type === 'unknown' ? condition.sql : `(${condition.sql} <> 0)`;
  return `sum(CASE WHEN ${truth} THEN 1 ELSE 0 END)${framed(call, SO_FAR)}`;
}

/** How often the value differed from that of the row before, up to this row. */
function changeEvents(call: Call): string {
  const seen = `list(${call.args[0].sql})${framed(call, SO_FAR)}`;
  return `(list_transform([${seen}], lambda dw_seen: len(list_filter(dw_seen, lambda dw_value, dw_index: dw_index > 1 AND dw_value <> dw_seen[dw_index - 1])))[1])`;
}

function ratio({ args: [value], over = '' }: Call): string {
  return quotient(numberOf(value), `nullif(sum(${numberOf(value)})${over}, 0)`, [value.type]);
}

/** Functions that need OVER. */
export const WINDOW_FUNCTIONS: readonly FunctionEntry[] = [
  entry('ROW_NUMBER', [0, 0], 'integer', 'row_number()'),
  entry('RANK', [0, 0], 'integer', 'rank()'),
  entry('DENSE_RANK', [0, 0], 'integer', 'dense_rank()'),
  entry('PERCENT_RANK', [0, 0], 'float', 'percent_rank()'),
  entry('CUME_DIST', [0, 0], 'float', 'cume_dist()'),
  entry('NTILE', [1, 1], 'integer', 'ntile({1})'),
  entry('LAG', [1, 3], 'first', neighbour('lag'), { window: 'own' }),
  entry('LEAD', [1, 3], 'first', neighbour('lead'), { window: 'own' }),
  entry('FIRST_VALUE', [1, 1], 'first', valueOf('first_value'), { window: 'own' }),
  entry('LAST_VALUE', [1, 1], 'first', valueOf('last_value'), { window: 'own' }),
  entry('NTH_VALUE', [2, 2], 'first', valueOf('nth_value'), { window: 'own' }),
  entry('RATIO_TO_REPORT', [1, 1], 'decimal', ratio, { window: 'own' }),
  entry('CONDITIONAL_TRUE_EVENT', [1, 1], 'integer', trueEvents, { window: 'own' }),
  entry('CONDITIONAL_CHANGE_EVENT', [1, 1], 'integer', changeEvents, { window: 'own' }),
];
