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
  /** The input that took longest. */
  readonly slowest: string;
  readonly failures: readonly ImporterFailure[];
}

/** Inputs are made so many at a time. */
const CHUNK = 100;

/** Gives files to an importer. The same seed gives the same ones. @param onInput is told of each before it is read, and of smaller ones */
export async function fuzzImporter(importer: Importer, { seed, inputs }: ImporterBatch, onInput: (bytes: Uint8Array) => void = () => undefined): Promise<ImporterReport> {
  const failures = new Map<string, ImporterFailure>();
  let slowestMs = 0;
  let slowest: Uint8Array = new Uint8Array();
  let refused = 0;
  const attempt = (bytes: Uint8Array) => {
    onInput(bytes);
    return trial(importer, bytes);
  };
  for (let done = 0; done < inputs; done += CHUNK) {
    const chunkSeed = seed + done / CHUNK;
    for (const [at, bytes] of fc.sample(importer.inputs, { seed: chunkSeed, numRuns: Math.min(CHUNK, inputs - done) }).entries()) {
      const begin = performance.now();
      const { isRefused, wrong } = await attempt(bytes);
      const elapsedMs = Math.round(performance.now() - begin);
      if (elapsedMs > slowestMs) [slowestMs, slowest] = [elapsedMs, bytes];
      if (isRefused) refused += 1;
      if (wrong === undefined || failures.has(kindOf(wrong))) continue;
      const isSame = async (input: Uint8Array) => kindOf((await attempt(input)).wrong ?? '') === kindOf(wrong);
      failures.set(kindOf(wrong), { importer: importer.name, complaint: wrong, input: shownInput((await smallest(importer.inputs, { seed: chunkSeed, at }, isSame)) ?? bytes) });
    }
  }
  return { read: inputs - refused, refused, slowestMs, slowest: shownInput(slowest), failures: [...failures.values()] };
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
