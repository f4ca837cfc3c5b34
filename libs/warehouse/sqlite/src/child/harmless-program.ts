import { statementNotAllowed } from '@dw-sim/warehouse-core';
import { isForbiddenFunction } from '../forbidden-names';
import type { InterruptibleDatabase } from './reader';

const LEAD = /^(?:\s|;|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*/;
const CALLS = ['Function', 'PureFunc', 'AggStep', 'AggStep1', 'AggInverse'];

/** Columns of `EXPLAIN`: https://www.sqlite.org/opcode.html */
type Instruction = readonly [address: number, opcode: string, p1: number, p2: number, p3: number, p4: string | null];

/**
 * Looks at the program that SQLite has made of a statement, before it runs: the driver compiles functions in that read and write
 * files, and has no switch for them. The gate reads the text; this is what the engine itself understood.
 * @throws AppError `statement_not_allowed`
 */
export function assertHarmlessProgram(database: InterruptibleDatabase, sql: string): void {
  const statement = sql.replace(LEAD, '');
  // It lists a program and runs none.
  if (/^explain\b/i.test(statement)) return;
  const explain = database.prepare(`EXPLAIN ${statement}`).raw();
  const program = explain.all() as unknown as readonly Instruction[];
  // The driver leaves a statement that explains active after its last row, and an interrupt would last as long: this resets it.
  explain.get();
  for (const [, opcode, , , , called] of program) {
    const name = CALLS.includes(opcode) ? (called ?? '').replace(/\(.*$/s, '') : '';
    if (isForbiddenFunction(name)) throw statementNotAllowed(`The function "${name}" is not allowed.`);
  }
}
