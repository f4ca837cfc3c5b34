import type { Call, FunctionEntry } from '../function-entry';
import { entriesOf, refusedEntries } from './define';
import { splitList, tokenList } from './text';

const entry = entriesOf('table');

/** Parts of a text as rows: SEQ, INDEX from 1, VALUE. A join turns their order round, as that of FLATTEN. */
function rowsOf(list: string, { isJoined }: Call): string {
  const parts = `list_transform(${list}, lambda dw_item, dw_index: {'INDEX': dw_index, 'VALUE': dw_item})`;
  return `(SELECT 1 AS "SEQ", dw_part."INDEX", dw_part."VALUE" FROM (SELECT unnest(${isJoined ? `list_reverse(${parts})` : parts}, recursive := true)) AS dw_part)`;
}

function splitToTable(call: Call): string {
  const [value, separator] = call.args;
  return rowsOf(splitList(value, separator), call);
}

/** Table functions, beside FLATTEN and GENERATOR, which the translator writes. */
export const TABLE_FUNCTIONS: readonly FunctionEntry[] = [
  entry('SPLIT_TO_TABLE', [2, 2], 'unknown', splitToTable),
  entry('STRTOK_SPLIT_TO_TABLE', [1, 2], 'unknown', (call) => rowsOf(tokenList(call.args[0], call.args[1]), call)),
  ...refusedEntries('table', ['INFER_SCHEMA', 'TO_QUERY', 'VALIDATE', 'DIRECTORY', 'TAG_REFERENCES'], 'It reads the state of a real account. Leave it out.'),
];
