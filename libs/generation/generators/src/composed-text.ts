import type { StreamKey } from '@dw-sim/generation-rng';
import type { CheckWriter } from './faker-text/check-digit';
import { FormChoices, type ComposedPart } from './form-choices';
import type { CodeKernel, TextKernel } from './kernel';
import { type PaddedStrings, padStrings } from './padded-strings';
import type { TextBatch } from './text-batch';

export type { ComposedPart } from './form-choices';

/** Parts end to end. */
export interface ComposedForm {
  readonly parts: readonly ComposedPart[];
  readonly check?: CheckWriter;
}

/** Chooses the form of each row. */
export type FormChooser = (out: Uint32Array, rows: Uint32Array, count: number) => void;

/**
 * Kernel of text that is several drawn parts end to end.
 *
 * @param unique permutation stream; every row then gets its own choice of the parts that are digits
 */
export function composedText(parts: readonly ComposedPart[], unique?: StreamKey): TextKernel {
  return composedForms([{ parts }], undefined, unique);
}

/** Kernel of text in one of several forms. Different rows of a form are chosen together, which keeps the loops short. */
export function composedForms(forms: readonly ComposedForm[], choose: FormChooser | undefined, unique?: StreamKey): TextKernel {
  const writers = forms.map((form) => new FormWriter(form, unique));
  const split = new RowsByForm(writers, choose);
  const chosen = (rows: Uint32Array, count: number): void => split.select(rows, count);
  return {
    lane: 'text',
    maxByteLength: writers.reduce((max, { maxByteLength }) => Math.max(max, maxByteLength), 0),
    partOf: (rule) => partKernel(writers, split, rule),
    fill: (out, rows, count) => {
      chosen(rows, count);
      if (writers.length === 1) writers[0].writeAll(out, count);
      else writeByForm(out, writers, split, count);
    },
  };
}

function writeByForm(out: TextBatch, writers: readonly FormWriter[], { forms, places }: RowsByForm, count: number): void {
  let position = 0;
  for (let i = 0; i < count; i++) {
    out.offsets[i] = position;
    position = writers[forms[i]].write(out, position, places[i]);
  }
  out.offsets[count] = position;
}

/** The part of each form that a rule makes, over the values of all forms; undefined where a form has none. */
function partKernel(writers: readonly FormWriter[], split: RowsByForm, rule: string): CodeKernel | undefined {
  const parts = writers.map(({ parts: all }) => all.findIndex((part) => part.rule === rule));
  if (parts.includes(-1)) return undefined;
  const values = writers.flatMap((writer, form) => writer.parts[parts[form]].values);
  const starts = writers.map((_writer, form) => writers.slice(0, form).reduce((sum, writer, earlier) => sum + writer.parts[parts[earlier]].values.length, 0));
  return {
    lane: 'code',
    values,
    fill: (out, rows, count) => {
      split.select(rows, count);
      for (let i = 0; i < count; i++) {
        const form = split.forms[i];
        out[i] = starts[form] + writers[form].codesOf(parts[form])[split.places[i]];
      }
    },
  };
}

/** The rows of a batch by their form. */
class RowsByForm {
  /** Form of each row. */
  forms = new Uint32Array(0);
  /** Place of each row among those of its form. */
  places = new Uint32Array(0);
  private rowsOf: Uint32Array[] = [];

  constructor(
    private readonly writers: readonly FormWriter[],
    private readonly chooser: FormChooser | undefined,
  ) {}

  select(rows: Uint32Array, count: number): void {
    if (this.forms.length < count) this.grow(count);
    if (!this.chooser) return this.writers[0].choose(rows, count);
    const counts = new Uint32Array(this.writers.length);
    const { forms, places, rowsOf } = this;
    this.chooser(forms, rows, count);
    for (let i = 0; i < count; i++) {
      const form = forms[i];
      const place = counts[form]++;
      places[i] = place;
      rowsOf[form][place] = rows[i];
    }
    this.writers.forEach((writer, form) => writer.choose(this.rowsOf[form], counts[form]));
  }

  private grow(count: number): void {
    this.forms = new Uint32Array(count);
    this.places = Uint32Array.from({ length: count }, (_, i) => i);
    this.rowsOf = this.chooser ? this.writers.map(() => new Uint32Array(count)) : [];
  }
}

/** Writes texts of one form. */
class FormWriter {
  readonly parts: readonly ComposedPart[];
  readonly maxByteLength: number;
  private readonly padded: readonly PaddedStrings[];
  private readonly choices: FormChoices;
  private readonly check: CheckWriter | undefined;

  constructor({ parts, check }: ComposedForm, unique: StreamKey | undefined) {
    const { drawn, texts } = withoutConstants(parts);
    this.parts = drawn;
    this.padded = texts.map(padStrings);
    this.choices = new FormChoices(drawn, unique);
    this.check = check;
    this.maxByteLength = this.padded.reduce((sum, { maxByteLength }) => sum + maxByteLength, 0);
  }

  choose(rows: Uint32Array, count: number): void {
    this.choices.choose(rows, count);
  }

  codesOf(part: number): Uint32Array {
    return this.choices.codes[part];
  }

  writeAll(out: TextBatch, count: number): void {
    let position = 0;
    for (let i = 0; i < count; i++) {
      out.offsets[i] = position;
      position = this.write(out, position, i);
    }
    out.offsets[count] = position;
  }

  /** Writes the text at a place of the chosen rows and answers the position behind it. */
  write({ bytes, view }: TextBatch, start: number, place: number): number {
    const { padded, choices, check } = this;
    let position = start;
    for (let part = 0; part < padded.length; part++) {
      const { view: source, width, byteLengths } = padded[part];
      const code = choices.codes[part][place];
      const from = code * width;
      const length = byteLengths[code];
      // As doubles: eight bytes at a time, and no UTF-8 text holds the bit pattern of a NaN.
      for (let at = 0; at < length; at += 8) view.setFloat64(position + at, source.getFloat64(from + at, true), true);
      position += length;
    }
    check?.(bytes, start, position);
    return position;
  }
}

/** Parts that are chosen, and their texts with the constant ones before or behind them. */
function withoutConstants(parts: readonly ComposedPart[]): { readonly drawn: readonly ComposedPart[]; readonly texts: readonly (readonly string[])[] } {
  const drawn: ComposedPart[] = [];
  const texts: (readonly string[])[] = [];
  let before = '';
  for (const part of parts) {
    const isConstant = part.values.length === 1 && !part.bound && part.rule === undefined;
    if (!isConstant) {
      drawn.push(part);
      texts.push(before === '' ? part.values : part.values.map((value) => before + value));
      before = '';
    } else if (drawn.length === 0) before += part.values[0];
    else texts[texts.length - 1] = texts[texts.length - 1].map((value) => value + part.values[0]);
  }
  return drawn.length > 0 ? { drawn, texts } : { drawn: parts.slice(0, 1), texts: [[before]] };
}
