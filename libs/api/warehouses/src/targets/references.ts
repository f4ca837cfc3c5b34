import { AppError } from '@dw-sim/contracts';

const WHOLE = /^(?:\$\{([A-Za-z_]\w*)\}|env:([A-Za-z_]\w*))$/;
const INSIDE = /\$\{([A-Za-z_]\w*)\}|(?<=:\/\/[^/@]*:)env:([A-Za-z_]\w*)(?=@)/g;

/** Whether a text as a whole stands for a variable of the environment: `env:NAME` or `${NAME}`. */
export function isReference(text: string): boolean {
  return WHOLE.test(text);
}

/** Whether a text refers to the environment. */
export function hasReference(text: string): boolean {
  return isReference(text) || [...text.matchAll(INSIDE)].length > 0;
}

/**
 * A DSN with the values of the variables that it refers to. In the place of a user, password or parameter a value stands for
 * itself and needs no escaping; anywhere else it is taken as it is.
 * @throws AppError `warehouse_unavailable` with the names of all variables that are not set
 */
export function resolveReferences(dsn: string, environment: Readonly<Record<string, string | undefined>>): string {
  const missing: string[] = [];
  const valueOf = (name: string): string => {
    const value = environment[name];
    if (value === undefined || value === '') missing.push(name);
    return value ?? '';
  };
  const whole = WHOLE.exec(dsn);
  const authority = dsn.lastIndexOf('@');
  const query = dsn.indexOf('?', authority + 1);
  const resolved = whole
    ? valueOf(whole[1] ?? whole[2]!)
    : dsn.replace(INSIDE, (_text, braced: string | undefined, bare: string | undefined, at: number) => {
        const value = valueOf(braced ?? bare!);
        const isEscaped = at < authority || (query >= 0 && at > query);
        return isEscaped ? encodeURIComponent(value) : value;
      });
  if (missing.length === 0) return resolved;
  const names = [...new Set(missing)];
  throw new AppError('warehouse_unavailable', `The DSN refers to ${names.join(', ')}, which ${names.length === 1 ? 'is' : 'are'} not set in the server's environment.`, {
    hint: 'Set it before the server starts, or in .env.local.',
  });
}
