import type { SettingSource, TextPosition } from '@dw-sim/contracts';
import { kindOfTargetUrl, OTHER_VARIABLES, SETTINGS } from '../settings';
import type { Source } from './source';
import { unknownName } from './unknown-name';

/** Variables that are set, wherever they are written. */
export interface Variables {
  readonly source: SettingSource;
  readonly values: Readonly<Record<string, string | undefined>>;
  readonly folder: string;
  /** Where a variable is written, in words and in its file. */
  readonly place: (name: string) => { readonly origin: string; readonly position?: TextPosition };
}

const PREFIX = 'DW_SIMULATOR_';

/** Settings in variables. Those that begin with `DW_SIMULATOR_` are the product's: an unknown one is a fault. Empty ones count as not set. */
export function variablesSource({ source, values, folder, place }: Variables): Source {
  // An empty variable is the usual way to switch one off in a shell or a compose file.
  const names = Object.keys(values).filter((name) => (values[name] ?? '') !== '');
  const known = [...Object.values(SETTINGS).flatMap(({ environment }) => environment), ...Object.keys(OTHER_VARIABLES)];
  const unknown = names.filter((name) => name.startsWith(PREFIX) && !known.includes(name) && kindOfTargetUrl(name) === undefined);
  return {
    find: ({ environment }) => {
      const name = environment.find((candidate) => names.includes(candidate));
      return name === undefined ? undefined : { raw: values[name], source, folder, ...place(name) };
    },
    targetKinds: names.filter((name) => name.startsWith(PREFIX)).flatMap((name) => kindOfTargetUrl(name) ?? []),
    faults: unknown.map((name) => {
      const { origin, position } = place(name);
      return unknownName(name, origin, known.filter((each) => each.startsWith(PREFIX)), position);
    }),
  };
}
