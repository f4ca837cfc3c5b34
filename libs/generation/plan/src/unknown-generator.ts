import { GENERATOR_KINDS } from '@dw-sim/generation-generators';
import { didYouMean, type FaultList, shown } from './fault-list';

/** Adds the fault of a generator that is not in the catalogue, with the name that it may have meant. */
export function addUnknownGenerator(kind: string, path: string, faults: FaultList): void {
  const known = GENERATOR_KINDS.map((generator) => generator.kind);
  faults.add(path, 'unknown_generator', `unknown generator ${shown(kind)}${didYouMean(kind, known)}`, { value: kind, allowed: known });
}
