import { didYouMean, type Fault, type TextPosition } from '@dw-sim/contracts';

/** The fault of a name that no setting has. */
export function unknownName(name: string, origin: string, known: readonly string[], position?: TextPosition): Fault {
  const nearest = didYouMean(name, known);
  const message = `Unknown setting "${name}" (${origin})${nearest || `; known: ${known.join(', ')}`}.`;
  return { path: `$.${name}`, code: 'unknown_key', message, allowed: known, ...(position && { position }) };
}
