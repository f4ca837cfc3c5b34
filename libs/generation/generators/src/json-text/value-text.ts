import type { ColumnType } from '@dw-sim/contracts';
import type { CodeKernel, Kernel, NumberKernel, TextKernel, WordsKernel } from '../kernel';
import { padStrings } from '../padded-strings';
import { copyText } from '../text-copy';
import { UUID_TEXT_LENGTH, writeUuidText } from '../uuid-text';
import { LONGEST_ESCAPE, writeEscaped } from './escaped-text';
import { NUMBER_LENGTH, writeNumber } from './number-text';
import { ScratchText } from './scratch-text';
import { TIME_LENGTH, writeClock, writeDay, writeMoment } from './time-text';

const QUOTE = 0x22;

/** Writes a number of a kernel and answers the position behind it. */
type NumberWriter = (bytes: Uint8Array, position: number, value: number) => number;

/** Kernel of the JSON text of another kernel's values: numbers and booleans as they are, all else in quotes. */
export function valueText(kernel: Kernel, type: ColumnType): TextKernel {
  switch (kernel.lane) {
    case 'number':
      return numberText(kernel, numberWriter(type));
    case 'code':
      return codeText(kernel);
    case 'words':
      return uuidText(kernel);
    case 'text':
      return type.kind === 'JSON' ? kernel : stringText(kernel);
  }
}

function numberWriter(type: ColumnType): NumberWriter {
  switch (type.kind) {
    case 'BOOLEAN':
      return writeBoolean;
    case 'DATE':
      return quoted(writeDay);
    case 'TIME':
      return quoted(writeClock);
    case 'TIMESTAMP':
      return quoted(writeMoment);
    case 'TIMESTAMPTZ':
      return quoted(writeUtcMoment);
    default:
      return writeNumber;
  }
}

/** Kernel of the values of a number lane as bare text: numbers as JavaScript writes them, days and moments in ISO 8601. */
export function plainText(kernel: NumberKernel, { kind }: ColumnType): TextKernel {
  const writers: Partial<Record<ColumnType['kind'], NumberWriter>> = { BOOLEAN: writeBoolean, DATE: writeDay, TIME: writeClock, TIMESTAMP: writeMoment };
  return numberText(kernel, writers[kind] ?? writeNumber);
}

function quoted(write: NumberWriter): NumberWriter {
  return (bytes, position, value) => {
    bytes[position] = QUOTE;
    const end = write(bytes, position + 1, value);
    bytes[end] = QUOTE;
    return end + 1;
  };
}

function writeUtcMoment(bytes: Uint8Array, position: number, value: number): number {
  const end = writeMoment(bytes, position, value);
  bytes[end] = 0x5a;
  return end + 1;
}

const [TRUE, FALSE] = ['true', 'false'].map((word) => new TextEncoder().encode(word));

function writeBoolean(bytes: Uint8Array, position: number, value: number): number {
  const word = value === 0 ? FALSE : TRUE;
  for (let i = 0; i < word.length; i++) bytes[position + i] = word[i];
  return position + word.length;
}

function numberText({ fill }: NumberKernel, write: NumberWriter): TextKernel {
  let values = new Float64Array(0);
  return {
    lane: 'text',
    maxByteLength: Math.max(NUMBER_LENGTH, TIME_LENGTH + 2),
    fill: ({ bytes, offsets }, rows, count) => {
      if (values.length < count) values = new Float64Array(count);
      fill(values, rows, count);
      let position = 0;
      for (let i = 0; i < count; i++) {
        offsets[i] = position;
        position = write(bytes, position, values[i]);
      }
      offsets[count] = position;
    },
  };
}

/** Strings of a pool, escaped once. */
function codeText({ fill, values }: CodeKernel): TextKernel {
  const { view: source, width, byteLengths, maxByteLength } = padStrings(values.map((value) => JSON.stringify(value)));
  let codes = new Uint32Array(0);
  return {
    lane: 'text',
    maxByteLength,
    fill: ({ view, offsets }, rows, count) => {
      if (codes.length < count) codes = new Uint32Array(count);
      fill(codes, rows, count);
      let position = 0;
      for (let i = 0; i < count; i++) {
        offsets[i] = position;
        copyText(view, position, source, codes[i] * width, byteLengths[codes[i]]);
        position += byteLengths[codes[i]];
      }
      offsets[count] = position;
    },
  };
}

function uuidText({ fill }: WordsKernel): TextKernel {
  let words = new Uint32Array(0);
  const width = UUID_TEXT_LENGTH + 2;
  return {
    lane: 'text',
    maxByteLength: width,
    fill: ({ bytes, view, offsets }, rows, count) => {
      if (words.length < 4 * count) words = new Uint32Array(4 * count);
      fill(words, rows, count);
      for (let i = 0; i < count; i++) {
        offsets[i] = i * width;
        bytes[i * width] = QUOTE;
        writeUuidText(view, i * width + 1, words, 4 * i);
        bytes[i * width + width - 1] = QUOTE;
      }
      offsets[count] = count * width;
    },
  };
}

function stringText(kernel: TextKernel): TextKernel {
  const plain = new ScratchText(kernel);
  return {
    lane: 'text',
    maxByteLength: kernel.maxByteLength + 2,
    fill: (out, rows, count) => {
      const { bytes: source, offsets: starts } = plain.fill(rows, count);
      out.reserve(starts[count] * LONGEST_ESCAPE + 2 * count);
      const { bytes, offsets } = out;
      let position = 0;
      for (let i = 0; i < count; i++) {
        offsets[i] = position;
        bytes[position] = QUOTE;
        position = writeEscaped(bytes, position + 1, source, starts[i], starts[i + 1]);
        bytes[position++] = QUOTE;
      }
      offsets[count] = position;
    },
  };
}
