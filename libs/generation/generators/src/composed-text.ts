import type { StreamKey } from '@dw-sim/generation-rng';
import type { CheckWriter } from './faker-text/check-digit';
import { FormChoices, type ComposedPart } from './form-choices';
import type { CodeKernel, TextKernel } from './kernel';
import { type FormChooser, RowsByForm } from './rows-by-form';
import type { TextBatch } from './text-batch';
import { FormTable } from './text-memory/form-table';
import { CALL_ROWS, TextMemory } from './text-memory/text-memory';

export type { ComposedPart } from './form-choices';
export type { FormChooser } from './rows-by-form';

/** Parts end to end. */
export interface ComposedForm {
  readonly parts: readonly ComposedPart[];
  readonly check?: CheckWriter;
}

/**
 * Kernel of text that is several drawn parts end to end.
 *
 * @param unique permutation stream; every row then gets its own choice of the parts that are digits
 */
export function composedText(parts: readonly ComposedPart[], unique?: StreamKey): TextKernel {
  return composedForms([{ parts }], undefined, unique);
}

/** Kernel of text in one of several forms; of one where there is no chooser. */
export function composedForms(forms: readonly ComposedForm[], choose: FormChooser | undefined, unique?: StreamKey): TextKernel {
  const texts = new FormTexts(forms, choose, unique);
  return {
    lane: 'text',
    maxByteLength: texts.maxByteLength,
    partOf: (rule) => texts.partOf(rule),
    fill: (out, rows, count) => {
      let position = 0;
      // No row makes no call, and yet an offset.
      out.offsets[0] = 0;
      for (let start = 0; start < count; start += CALL_ROWS) {
        const end = Math.min(count, start + CALL_ROWS);
        position = texts.write(out, position, start === 0 ? rows : rows.subarray(start, end), start, end - start);
      }
    },
  };
}

/** A form: what is drawn of it, and how. */
interface DrawnForm {
  readonly parts: readonly ComposedPart[];
  readonly choices: FormChoices;
  readonly check: CheckWriter | undefined;
}

class FormTexts {
  readonly maxByteLength: number;
  private readonly forms: readonly DrawnForm[];
  private readonly rowsByForm: RowsByForm;
  private readonly memory = TextMemory.current();
  private readonly table: FormTable;
  private readonly hasGiven: boolean;
  private readonly hasCheck: boolean;

  constructor(
    forms: readonly ComposedForm[],
    private readonly chooser: FormChooser | undefined,
    unique: StreamKey | undefined,
  ) {
    const drawn = forms.map(({ parts }) => withoutConstants(parts));
    const pools = drawn.map((parts) => parts.map(({ part, before, after }) => this.memory.pool(part.values, before, after)));
    this.forms = drawn.map((all, form) => {
      const parts = all.map(({ part }) => part);
      return { parts, choices: new FormChoices(parts, unique), check: forms[form].check };
    });
    this.rowsByForm = new RowsByForm(forms.length, chooser);
    this.table = new FormTable(this.memory, this.forms.map(({ parts, choices }, form) => parts.map(({ key }, part) => ({ pool: pools[form][part], key: choices.given.includes(part) ? undefined : key }))));
    this.maxByteLength = Math.max(...pools.map((parts) => parts.reduce((sum, { maxByteLength }) => sum + maxByteLength, 0)));
    this.hasGiven = this.forms.some(({ choices }) => choices.given.length > 0);
    this.hasCheck = forms.some(({ check }) => check);
  }

  /** Writes the texts of up to `CALL_ROWS` rows as the values `first` and on, and answers where they end. */
  write(out: TextBatch, position: number, rows: Uint32Array, first: number, count: number): number {
    this.choose(rows, count);
    const { memory, table, chooser, maxByteLength } = this;
    const output = memory.outputFor(maxByteLength);
    memory.words.set(count === rows.length ? rows : rows.subarray(0, count), memory.rows >>> 2);
    let end = position;
    for (let start = 0; start < count; start += output.rows) {
      const some = Math.min(output.rows, count - start);
      const from = end;
      end = memory.write(table.address, chooser ? memory.forms + 4 * start : 0, memory.rows + 4 * start, some, output.address, memory.offsets, from);
      out.bytes.set(memory.bytes.subarray(output.address, output.address + end - from), from);
      out.offsets.set(memory.textOffsets.subarray(0, some + 1), first + start);
    }
    if (this.hasCheck) this.writeChecks(out, first, count);
    return end;
  }

  /** Puts the form of each row into the memory, and the codes that no key draws. */
  private choose(rows: Uint32Array, count: number): void {
    const { rowsByForm, memory, table } = this;
    table.begin();
    if (this.hasGiven) {
      rowsByForm.split(rows, count);
      this.forms.forEach(({ choices }, form) => {
        if (choices.given.length === 0) return;
        const inForm = rowsByForm.counts[form];
        choices.choose(rowsByForm.rowsOf[form], inForm).forEach((codes, i) => table.putCodes(form, choices.given[i], codes.subarray(0, inForm)));
      });
    } else rowsByForm.choose(rows, count);
    if (this.chooser) memory.words.set(rowsByForm.forms.subarray(0, count), memory.forms >>> 2);
  }

  private writeChecks({ bytes, offsets }: TextBatch, first: number, count: number): void {
    for (let i = 0; i < count; i++) this.forms[this.rowsByForm.forms[i]].check?.(bytes, offsets[first + i], offsets[first + i + 1]);
  }

  /** The part of each form that a rule makes, over the values of all forms; undefined where a form has none. */
  partOf(rule: string): CodeKernel | undefined {
    const { forms, rowsByForm } = this;
    const parts = forms.map((form) => form.parts.findIndex((part) => part.rule === rule));
    if (parts.includes(-1)) return undefined;
    const sizes = forms.map((form, index) => form.parts[parts[index]].values.length);
    const starts = sizes.map((_size, index) => sizes.slice(0, index).reduce((sum, size) => sum + size, 0));
    const places = new Uint32Array(forms.length);
    return {
      lane: 'code',
      values: forms.flatMap((form, index) => form.parts[parts[index]].values),
      fill: (out, rows, count) => {
        rowsByForm.split(rows, count);
        const codes = forms.map(({ choices }, form) => choices.codesOf(parts[form], rowsByForm.rowsOf[form], rowsByForm.counts[form]));
        places.fill(0);
        for (let i = 0; i < count; i++) {
          const form = rowsByForm.forms[i];
          out[i] = starts[form] + codes[form][places[form]++];
        }
      },
    };
  }
}

/** A part that is chosen, and the constant ones before and behind it. */
interface DrawnPart {
  readonly part: ComposedPart;
  before: string;
  after: string;
}

/** The parts that are chosen; one at least. */
function withoutConstants(parts: readonly ComposedPart[]): readonly DrawnPart[] {
  const isConstant = ({ values, bound, rule }: ComposedPart): boolean => values.length === 1 && !bound && rule === undefined;
  const first = Math.max(0, parts.findIndex((part) => !isConstant(part)));
  const drawn: DrawnPart[] = [{ part: parts[first], before: parts.slice(0, first).map(({ values }) => values[0]).join(''), after: '' }];
  for (const part of parts.slice(first + 1)) {
    if (isConstant(part)) drawn[drawn.length - 1].after += part.values[0];
    else drawn.push({ part, before: '', after: '' });
  }
  return drawn;
}
