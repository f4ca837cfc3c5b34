import { isReservedWord } from '@dw-sim/contracts';
import type { Place } from './place';

const PLAIN = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** A name as a query writes it: in quotes where it needs them, or the user has opened some. */
export function spelledName(name: string, { quoted }: Pick<Place, 'quoted'>): string {
  return PLAIN.test(name) && !isReservedWord(name) && !quoted ? name : `"${name.replaceAll('"', '""')}"`;
}

/** Whether the user writes keywords in lower case: by what is being written, else by the statement's first keyword. */
export function writesLower(sql: string, { prefix, before }: Place): boolean {
  const sample = prefix !== '' ? prefix : before[0] ? sql.slice(before[0].start, before[0].end) : '';
  return /\p{L}/u.test(sample) && sample === sample.toLowerCase();
}
