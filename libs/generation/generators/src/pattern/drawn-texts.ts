import { hash32, TWO_POW_MINUS_32, type StreamKey } from '@dw-sim/generation-rng';
import type { TextBatch } from '../text-batch';
import { writePoint } from './code-point-writer';
import type { Pattern } from './pattern-syntax';

type Writer = (state: DrawState) => void;

/** Where a text is being written, and how many draws its row has made. */
interface DrawState {
  out: TextBatch;
  position: number;
  row: number;
  draws: number;
}

/** Writes a text by drawing at every choice of the pattern: each alternative, character and repetition alike likely. */
export function drawnTexts(pattern: Pattern, [k0, k1]: StreamKey): (out: TextBatch, position: number, row: number) => number {
  const below = (state: DrawState, size: number): number => Math.floor(hash32(state.row, k0 + Math.imul(++state.draws, 0x9e3779b9), k1) * TWO_POW_MINUS_32 * size);
  const write = writerOf(pattern, below);
  let state: DrawState | undefined;
  return (out, position, row) => {
    state ??= { out, position, row, draws: 0 };
    state.out = out;
    state.position = position;
    state.row = row;
    state.draws = 0;
    write(state);
    return state.position;
  };
}

function writerOf(pattern: Pattern, below: (state: DrawState, size: number) => number): Writer {
  switch (pattern.kind) {
    case 'class': {
      const points = Uint32Array.from(pattern.points);
      if (points.length === 1) return (state) => void (state.position = writePoint(state.out, state.position, points[0]));
      return (state) => void (state.position = writePoint(state.out, state.position, points[below(state, points.length)]));
    }
    case 'sequence': {
      const items = pattern.items.map((item) => writerOf(item, below));
      return (state) => {
        for (let i = 0; i < items.length; i++) items[i](state);
      };
    }
    case 'choice': {
      const items = pattern.items.map((item) => writerOf(item, below));
      return (state) => items[below(state, items.length)](state);
    }
    case 'repeat': {
      const item = writerOf(pattern.item, below);
      const { min, max } = pattern;
      return (state) => {
        const times = min === max ? min : min + below(state, max - min + 1);
        for (let i = 0; i < times; i++) item(state);
      };
    }
  }
}
