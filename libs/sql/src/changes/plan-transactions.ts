import { AppError, type SqlDialect } from '@dw-sim/contracts';
import type { WrittenChange } from './written-change';

/** What a statement does to the transaction of its text. */
export interface TransactionStep {
  /** Before the statement's own work, where it has some. */
  readonly before?: 'begin' | 'commit' | 'rollback';
  readonly after?: 'commit';
  /** What is told of it. */
  readonly message?: string;
}

/** Changes that commit what is open and are committed by themselves, in Snowflake. */
const DEFINING: ReadonlySet<WrittenChange['kind']> = new Set(['create', 'create-as', 'create-view', 'drop', 'rename', 'add-column', 'drop-column', 'rename-column']);

/**
 * Follows the transactions of a text, by its statements: those that change nothing are undefined.
 * @throws AppError `statement_not_allowed` at a ROLLBACK that could undo nothing of what was changed before
 */
export function planTransactions(changes: readonly (WrittenChange | undefined)[], dialect: SqlDialect): readonly TransactionStep[] {
  let open: number | undefined;
  let hasChanged = false;
  const steps = changes.map((change, index): TransactionStep => {
    if (change?.kind !== 'transaction') {
      const step = change && open !== undefined ? implicitCommit(change, dialect) : {};
      if (step.before || step.after) open = undefined;
      hasChanged ||= change !== undefined;
      return step;
    }
    const since = open;
    open = change.action === 'begin' ? (open ?? index) : undefined;
    if (change.action === 'begin') return since === undefined ? { before: 'begin', message: 'Transaction begun.' } : { message: `The transaction of statement ${since + 1} is still open: nothing was begun.` };
    if (since !== undefined) return { before: change.action, message: change.action === 'commit' ? 'Transaction committed.' : `Rolled back to statement ${since + 1}.` };
    if (change.action === 'rollback' && hasChanged) throw nothingToUndo(change);
    return { message: `No transaction was open: there was nothing to ${change.action === 'commit' ? 'commit' : 'roll back'}.` };
  });
  if (open === undefined) return steps;
  const left = open;
  return steps.map((step, index) => (index === left ? { ...step, message: 'Transaction begun. The text does not commit it: what it changes is rolled back at the end.' } : step));
}

/** https://docs.snowflake.com/en/sql-reference/transactions#ddl, https://docs.aws.amazon.com/redshift/latest/dg/r_TRUNCATE.html */
function implicitCommit({ kind }: WrittenChange, dialect: SqlDialect): TransactionStep {
  if (dialect === 'snowflake' && DEFINING.has(kind)) return { before: 'commit', message: 'It committed the transaction that was open, as in Snowflake.' };
  if (dialect === 'redshift' && kind === 'truncate') return { after: 'commit', message: 'TRUNCATE committed the transaction, as in Redshift.' };
  return {};
}

function nothingToUndo({ position }: WrittenChange): AppError {
  return new AppError('statement_not_allowed', 'ROLLBACK can undo nothing here: each statement outside a transaction is committed by itself.', {
    position,
    hint: 'Write BEGIN before the changes.',
  });
}
