import type { Answer } from './exchange';

/** Codes of problems that a place outside of the server may have, though their status is 500 and over. */
const ELSEWHERE = ['warehouse_failed', 'warehouse_unavailable', 'staging_unavailable', 'storage_full'];

/** Insides of the server: a frame of a stack, a path of a package, an error that nobody has put into words. */
const INSIDES = /\n\s+at \S+ \(|node_modules|\/dist\/apps\/|(?:Type|Range|Reference|Syntax)Error:|\[object Object\]|QueryFailedError|EntityMetadata/;

/** What is wrong with an answer; undefined where nothing is. */
export function complaint({ status, type, text }: Answer): string | undefined {
  if (status < 400) return undefined;
  // Node's own parser answers what is no HTTP.
  if (text === '' && (status === 400 || status === 431 || status === 408 || status === 417)) return undefined;
  if (text === undefined) return status === 500 ? 'status 500 of HEAD' : undefined;
  if (!type.startsWith('application/problem+json')) return `status ${status} as ${type || 'nothing'}, not as problem details`;
  const { code, detail, status: written } = JSON.parse(text) as { code?: string; detail?: string; status?: number };
  if (written !== status || typeof code !== 'string' || typeof detail !== 'string' || detail === '') return 'problem details are not complete';
  if (status >= 500 && !ELSEWHERE.includes(code)) return `status ${status}, ${code}: ${detail}`;
  const shown = insidesIn(text);
  return shown === undefined ? undefined : `shows its insides: ${shown}`;
}

/** What of a text shows the insides of the server; undefined where nothing does. */
export function insidesIn(text: string): string | undefined {
  return INSIDES.exec(text)?.[0].trim();
}
