import { translatePivot } from './pivot';
import { translateUnpivot } from './unpivot';
import type { Text } from './text';
import type { Suffix } from '../parse/syntax';
import type { Scope, ScopedSource } from '../types/scope';
import type { Translator } from './translator';

/** A source as it reads before it is reshaped, its alias with it. */
export interface Reshaped {
  readonly text: Text;
  readonly source: ScopedSource;
}

/** PIVOT and UNPIVOT one after the other; the last one is what comes into scope. */
export function reshape(t: Translator, suffixes: readonly Suffix[], base: Reshaped, scope: Scope): Text {
  let result = base;
  for (const suffix of suffixes) {
    if (suffix.kind === 'pivot') result = translatePivot(t, suffix, result, scope);
    else if (suffix.kind === 'unpivot') result = translateUnpivot(t, suffix, result);
    else if (suffix.kind === 'opaque') t.refuse(suffix, `${suffix.word} can't be simulated.`, suffix.word === 'MATCH_RECOGNIZE' ? 'Use window functions.' : 'Tables here have no history.');
  }
  scope.addSource(result.source);
  return result.text;
}

