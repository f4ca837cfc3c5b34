import { HIDDEN_SECRET } from './target';

/** Parameters of a DSN that are shown; the value of any other may be a secret. */
const SHOWN_PARAMETERS = new Set(['sslmode', 'ssl', 'application_name', 'connect_timeout', 'schema', 'warehouse', 'role', 'user', 'region', 'database', 'mode', 'search_path']);

const REFERENCE = /^(?:\$\{[A-Za-z_]\w*\}|env:[A-Za-z_]\w*)$/;

interface DsnParts {
  /** As it is written, with a driver: `postgresql+psycopg`. */
  readonly scheme: string;
  /** What stands before the last `@`, without it; undefined where there is none. */
  readonly userInfo: string | undefined;
  readonly place: string;
  /** With its `?`; empty where there is none. */
  readonly parameters: string;
}

/** Cuts a DSN apart without asking that its password be escaped. Undefined where it is none. */
function partsOf(dsn: string): DsnParts | undefined {
  const match = /^([A-Za-z][A-Za-z0-9+.-]*):\/\/(.*)$/s.exec(dsn);
  if (!match) return undefined;
  const [, scheme, rest] = match as unknown as [string, string, string];
  // The last @ ends the user's part, so that nothing of a password with @, / or ? in it is left over.
  const at = rest.startsWith('/') ? -1 : rest.lastIndexOf('@');
  const [place, parameters] = splitAt(rest.slice(at + 1), '?');
  return { scheme, userInfo: at < 0 ? undefined : rest.slice(0, at), place: splitAt(place, '#')[0], parameters: splitAt(parameters, '#')[0] };
}

/** The protocol of a DSN in lower case, without a driver: `postgresql` of `postgresql+psycopg://…`. Undefined where it is no DSN. */
export function dsnProtocol(dsn: string): string | undefined {
  return partsOf(dsn)?.scheme.toLowerCase().split('+')[0];
}

/**
 * A DSN as it may be shown, logged and stored with a run: passwords and unknown parameters are `***`, references to
 * the environment stay. What is no DSN at all is hidden as a whole.
 */
export function redactDsn(dsn: string): string {
  if (REFERENCE.test(dsn)) return dsn;
  const parts = partsOf(dsn);
  if (!parts) return HIDDEN_SECRET;
  const { scheme, userInfo, place, parameters } = parts;
  return `${scheme}://${userInfo === undefined ? '' : `${redactUser(userInfo)}@`}${place}${redactParameters(parameters)}`;
}

/** Whether showing a DSN would hide something of it. */
export function hasSecret(dsn: string): boolean {
  return redactDsn(dsn) !== dsn;
}

function redactUser(userInfo: string): string {
  const [user, rest] = splitAt(userInfo, ':');
  // An @ may belong to a parameter: then this is no user's name.
  if (/[/?#]/.test(user)) return HIDDEN_SECRET;
  return rest === '' || rest === ':' || REFERENCE.test(rest.slice(1)) ? userInfo : `${user}:${HIDDEN_SECRET}`;
}

function redactParameters(parameters: string): string {
  if (parameters === '') return '';
  const shown = parameters.slice(1).split('&').map((parameter) => {
    const [name, value] = splitAt(parameter, '=');
    const isShown = value === '' || REFERENCE.test(value.slice(1)) || SHOWN_PARAMETERS.has(name.toLowerCase());
    return isShown ? parameter : `${name}=${HIDDEN_SECRET}`;
  });
  return `?${shown.join('&')}`;
}

/** Text before a mark, and the mark with what follows. */
function splitAt(text: string, mark: string): readonly [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at)];
}
