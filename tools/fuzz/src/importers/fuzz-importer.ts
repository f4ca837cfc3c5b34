import { AppError } from '@dw-sim/contracts';
import fc from 'fast-check';
import { kindOf, smallest } from '../smallest';
import { insidesIn } from '../verdict';
import { shownInput, type Importer, type ImporterFailure } from './importer';

export interface ImporterBatch {
  readonly seed: number;
  readonly inputs: number;
}

export interface ImporterReport {
  /** Inputs that were read to their end, with or without faults; the others were refused as no such file. */
  readonly read: number;
  readonly refused: number;
  readonly slowestMs: number;
  readonly failures: readonly ImporterFailure[];
}

/** Gives files to an importer. The same seed gives the same ones. @param onInput is told before each, by its place */
export async function fuzzImporter(importer: Importer, { seed, inputs }: ImporterBatch, onInput: (at: number) => void = () => undefined): Promise<ImporterReport> {
  const failures = new Map<string, ImporterFailure>();
  let slowestMs = 0;
  let refused = 0;
  for (const [at, bytes] of fc.sample(importer.inputs, { seed, numRuns: inputs }).entries()) {
    onInput(at);
    const begin = performance.now();
    const { isRefused, wrong } = await trial(importer, bytes);
    slowestMs = Math.max(slowestMs, Math.round(performance.now() - begin));
    if (isRefused) refused += 1;
    if (wrong === undefined || failures.has(kindOf(wrong))) continue;
    const isSame = async (input: Uint8Array) => kindOf((await trial(importer, input)).wrong ?? '') === kindOf(wrong);
    failures.set(kindOf(wrong), { importer: importer.name, complaint: wrong, input: shownInput((await smallest(importer.inputs, { seed, at }, isSame)) ?? bytes) });
  }
  return { read: inputs - refused, refused, slowestMs, failures: [...failures.values()] };
}

async function trial(importer: Importer, bytes: Uint8Array): Promise<{ readonly isRefused: boolean; readonly wrong?: string }> {
  try {
    return { isRefused: false, wrong: complaintAbout(await importer.read(bytes)) };
  } catch (error) {
    if (!(error instanceof AppError)) return { isRefused: true, wrong: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
    return { isRefused: true, wrong: complaintAbout([error.message, ...(error.details.errors ?? []).map(({ message }) => message)]) };
  }
}

function complaintAbout(told: readonly string[]): string | undefined {
  const insides = told.map(insidesIn).find((shown) => shown !== undefined);
  if (insides !== undefined) return `shows its insides: ${insides}`;
  return told.includes('') ? 'tells of a fault without a word' : undefined;
}
