import type { ChangeReader } from './change-reader';
import type { ReadChange } from './read-changes';

const SAVEPOINTS = 'Savepoints are not simulated.';
const SAVEPOINT_HINT = 'Roll the whole transaction back, or try the changes on a temporary copy: CREATE TEMP TABLE copy AS SELECT * FROM the_table.';

/** BEGIN, COMMIT, ROLLBACK and their synonyms, behind the first word. Isolation and access modes are passed over: one text writes at a time. */
export function readTransaction(reader: ChangeReader, word: string): ReadChange | undefined {
  if (word === 'SAVEPOINT' || word === 'RELEASE') reader.refuse(0, SAVEPOINTS, SAVEPOINT_HINT);
  const opens = word === 'BEGIN' || word === 'START';
  if (word === 'START' && !reader.isWord('TRANSACTION')) reader.fail('TRANSACTION');
  reader.takeOne('WORK', 'TRANSACTION', 'TRAN');
  if (reader.isWord('TO')) reader.refuse(reader.at, SAVEPOINTS, SAVEPOINT_HINT);
  if (opens && reader.take('NAME')) reader.name('the name of the transaction');
  const isMode = reader.isAtEnd || reader.isWord('ISOLATION', 'READ', 'DEFERRED', 'IMMEDIATE', 'EXCLUSIVE', 'NOT', 'DEFERRABLE', 'AND');
  if (!isMode) reader.refuse(reader.at, 'Blocks of a procedural language are not simulated.', 'Write the statements one after the other, without BEGIN and END around them, or BEGIN; … COMMIT; for a transaction.');
  const action = opens ? 'begin' : word === 'COMMIT' || word === 'END' ? 'commit' : 'rollback';
  return { change: { kind: 'transaction', action }, queries: [] };
}
