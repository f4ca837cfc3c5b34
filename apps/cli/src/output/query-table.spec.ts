import { formatQueryTable } from './query-table';
import type { ResultColumn } from '@dw-sim/contracts';

const plain = (text: string) => text;
const columns: readonly ResultColumn[] = [
  { name: 'n', type: 'BIGINT', category: 'number' },
  { name: 'name', type: 'VARCHAR', category: 'text' },
];

test('numbers stand to the right, NULL is marked, wide characters count twice', () => {
  const rows = [[1, 'Zoë'], ['9007199254740993', '東京'], [null, null]];
  expect(formatQueryTable({ columns, rows }, { title: plain, null: plain, shorten: false })).toBe(
    ['               n  name', '────────────────  ────', '               1  Zoë', '9007199254740993  東京', '            NULL  NULL'].join('\n'),
  );
});

test('control characters are shown, not obeyed', () => {
  const text = formatQueryTable({ columns: columns.slice(1), rows: [['a\nb\t\u001b[31mred\u202e']] }, { title: plain, null: plain, shorten: false });
  expect(text.split('\n')).toEqual(['name', '─'.repeat(25), 'a\\nb\\t\\u001b[31mred\\u202e']);
});

test('long cells are shortened on a screen only', () => {
  const result = { columns: columns.slice(1), rows: [['x'.repeat(500)]] };
  expect(formatQueryTable(result, { title: plain, null: plain, shorten: true })).toContain(`\n${'x'.repeat(59)}…`);
  expect(formatQueryTable(result, { title: plain, null: plain, shorten: false })).toContain('x'.repeat(500));
});

test('colour codes do not move columns', () => {
  const text = formatQueryTable({ columns, rows: [[null, 'a']] }, { title: plain, null: (value) => `\u001b[2m${value}\u001b[22m`, shorten: true });
  expect(text.split('\n').at(-1)).toBe('\u001b[2mNULL\u001b[22m  a');
});
