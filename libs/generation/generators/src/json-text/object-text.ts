import type { TextKernel } from '../kernel';
import { copyText, fragmentOf } from '../text-copy';
import { ScratchText } from './scratch-text';

/** A key of an object and the JSON text of its values. */
export interface ObjectMember {
  readonly key: string;
  readonly value: TextKernel;
  /** Rows whose value is null. */
  readonly isNull?: (row: number) => boolean;
}

const NULL_LENGTH = 4;
const NULL = fragmentOf('null');

/** Kernel of JSON objects with the members in their order. */
export function objectText(members: readonly ObjectMember[]): TextKernel {
  const parts = members.map(({ key, value, isNull }, index) => ({
    head: fragmentOf(`${index === 0 ? '{' : ','}${JSON.stringify(key)}:`),
    text: new ScratchText(value),
    isNull,
  }));
  const tail = fragmentOf(parts.length === 0 ? '{}' : '}');
  const fixedLength = parts.reduce((sum, { head }) => sum + head.byteLength + NULL_LENGTH, tail.byteLength);
  return {
    lane: 'text',
    maxByteLength: fixedLength + members.reduce((sum, { value }) => sum + value.maxByteLength, 0),
    fill: (out, rows, count) => {
      const texts = parts.map(({ text }) => text.fill(rows, count));
      out.reserve(texts.reduce((sum, { offsets }) => sum + offsets[count], count * fixedLength));
      const { view, offsets } = out;
      let position = 0;
      for (let i = 0; i < count; i++) {
        offsets[i] = position;
        for (let part = 0; part < parts.length; part++) {
          const { head, isNull } = parts[part];
          copyText(view, position, head.view, 0, head.byteLength);
          position += head.byteLength;
          if (isNull?.(rows[i])) {
            copyText(view, position, NULL.view, 0, NULL_LENGTH);
            position += NULL_LENGTH;
            continue;
          }
          const { view: source, offsets: starts } = texts[part];
          const byteLength = starts[i + 1] - starts[i];
          copyText(view, position, source, starts[i], byteLength);
          position += byteLength;
        }
        copyText(view, position, tail.view, 0, tail.byteLength);
        position += tail.byteLength;
      }
      offsets[count] = position;
    },
  };
}
