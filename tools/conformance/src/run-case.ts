import { AppError } from '@dw-sim/contracts';
import { translateSql } from '@dw-sim/sql';
import { isExpected, joined, type Expectation, type FunctionCase } from './function-case';
import type { Outcome } from './outcome';
import type { TestEngine } from './test-engine';

/** Runs a case on an engine that its dialect runs on. */
export async function runCase({ name, sql, dialect, expected }: FunctionCase, { engine, bench, tables, described }: TestEngine): Promise<Outcome> {
  const told = { name, sql, engine, expected: textOf(expected) };
  let text: string;
  try {
    text = translateSql(sql, { dialect, engine, tables, described }).sql;
  } catch (error) {
    // Expected: what is refused. Anything else is a fault of the translator.
    if (!(error instanceof AppError)) return { ...told, verdict: 'failed', got: String((error as Error).stack ?? error) };
    return expected.kind === 'refused' ? { ...told, verdict: 'right' } : { ...told, verdict: 'refused', got: messageOf(error) };
  }
  try {
    const { rows } = await bench.query(text, { timeoutMs: 60_000 });
    if (isExpected(expected, rows)) return { ...told, verdict: 'right' };
    return { ...told, verdict: 'wrong', got: `${joined(rows)}   from ${text}` };
  } catch (error) {
    // Expected: faults of the engine.
    if (expected.kind === 'error') return { ...told, verdict: 'right' };
    const { code, message } = error as AppError;
    return { ...told, verdict: code === 'statement_not_allowed' ? 'refused' : 'failed', got: `${message}   from ${text}` };
  }
}

function messageOf({ message, details }: AppError): string {
  return `${message}${details.hint === undefined ? '' : ` ${details.hint}`}`;
}

function textOf(expected: Expectation): string {
  if (expected.kind === 'value') return expected.text;
  return expected.kind === 'pattern' ? `/${expected.pattern}/` : expected.kind;
}
