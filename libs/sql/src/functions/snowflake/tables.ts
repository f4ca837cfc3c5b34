import type { Call, FunctionEntry } from '../function-entry';
import { entriesOf, refusedEntries } from './define';
import { splitList, tokenList } from './text';

const entry = entriesOf('table');

/** Parts of a text as rows: SEQ, INDEX from 1, VALUE. */
function rowsOf(list: string): string {
  return `(SELECT 1 AS "SEQ", dw_part."INDEX", dw_part."VALUE" FROM (SELECT unnest(list_transform(${list}, lambda dw_item, dw_index: {'INDEX': dw_index, 'VALUE': dw_item}), recursive := true)) AS dw_part)`;
}

function splitToTable({ args: [value, separator] }: Call): string {
  return rowsOf(splitList(value, separator));
}

/** Table functions, beside FLATTEN and GENERATOR, which the translator writes. */
export const TABLE_FUNCTIONS: readonly FunctionEntry[] = [
  entry('SPLIT_TO_TABLE', [2, 2], 'unknown', splitToTable),
  entry('STRTOK_SPLIT_TO_TABLE', [1, 2], 'unknown', ({ args: [value, delimiters] }) => rowsOf(tokenList(value, delimiters))),
  ...refusedEntries('table', ['INFER_SCHEMA', 'TO_QUERY', 'VALIDATE', 'DIRECTORY', 'TAG_REFERENCES'], 'It reads the state of a real account. Leave it out.'),
];
