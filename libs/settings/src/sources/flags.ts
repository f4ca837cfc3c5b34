import type { Fault } from '@dw-sim/contracts';
import type { Setting } from '../setting';
import { SETTINGS } from '../settings';
import type { Source } from './source';
import { unknownName } from './unknown-name';

/** A command line, read: values of flags by their long name, and what else it holds. */
export interface Flags {
  readonly values: Readonly<Record<string, string | boolean>>;
  readonly words: readonly string[];
}

/** Reads `--name value` and `--name=value`; a flag with neither is true. */
export function readFlags(args: readonly string[]): Flags {
  const values: Record<string, string | boolean> = Object.create(null) as Record<string, string | boolean>;
  const words: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const [, name, value] = /^--([^=]+)(?:=(.*))?$/s.exec(args[at]!) ?? [];
    if (name === undefined) words.push(args[at]!);
    else if (value !== undefined) values[name] = value;
    else if (args[at + 1] === undefined || args[at + 1]!.startsWith('--')) values[name] = true;
    else values[name] = args[++at]!;
  }
  return { values, words };
}

/** Settings in flags. */
export function flagsSource({ values, words }: Flags, folder: string): Source {
  const known = Object.values<Setting<unknown>>(SETTINGS).flatMap(({ flag }) => flag ?? []);
  const unknown = Object.keys(values).filter((name) => !known.includes(name));
  return {
    find: ({ flag }) => (flag === undefined || values[flag] === undefined ? undefined : { raw: values[flag], source: 'flag', origin: `--${flag}`, folder }),
    targetKinds: [],
    faults: [...unknown.map((name) => unknownName(`--${name}`, 'command line', known.map((flag) => `--${flag}`))), ...words.map(wordFault)],
  };
}

function wordFault(word: string): Fault {
  return { path: '$', code: 'unexpected_word', message: `"${word}" on the command line is no flag; settings are written as --name value.` };
}
