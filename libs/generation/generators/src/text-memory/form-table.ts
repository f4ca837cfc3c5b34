import type { StreamKey } from '@dw-sim/generation-rng';
import { CALL_ROWS, type Pool, type TextMemory } from './text-memory';

/** A part of a form in memory: its strings, and the key that draws among them; codes that are put there where it has none. */
export interface TablePart {
  readonly pool: Pool;
  readonly key: StreamKey | undefined;
}

const FORM_WORDS = 3;
const PLACE_WORD = 2;
const PART_WORDS = 6;
const CODES_WORD = 5;

/** Forms and their parts as `write-texts.wat` reads them. */
export class FormTable {
  readonly address: number;

  /** @param forms parts of each, at least one */
  constructor(
    private readonly memory: TextMemory,
    private readonly forms: readonly (readonly TablePart[])[],
  ) {
    this.address = memory.allocate(4 * FORM_WORDS * forms.length);
    forms.forEach((parts, form) => {
      const records = parts.flatMap(({ pool, key }) => [pool.address, pool.cellBytes, pool.size, ...(key ?? [0, 0]), key ? 0 : memory.allocate(4 * CALL_ROWS)]);
      const start = memory.allocate(4 * records.length);
      memory.words.set(records, start >>> 2);
      memory.words.set([start, start + 4 * records.length, 0], this.formWord(form));
    });
  }

  /** Begins a batch: the next row of each form is its first. */
  begin(): void {
    for (let form = 0; form < this.forms.length; form++) this.memory.words[this.formWord(form) + PLACE_WORD] = 0;
  }

  /** Gives a part without a key the codes of the rows of its form, `CALL_ROWS` at most. */
  putCodes(form: number, part: number, codes: Uint32Array): void {
    const { words } = this.memory;
    words.set(codes, words[(words[this.formWord(form)] >>> 2) + part * PART_WORDS + CODES_WORD] >>> 2);
  }

  private formWord(form: number): number {
    return (this.address >>> 2) + form * FORM_WORDS;
  }
}
