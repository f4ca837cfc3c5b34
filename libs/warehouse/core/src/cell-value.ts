import type { CellValue } from '@dw-sim/contracts';

const LARGEST = BigInt(Number.MAX_SAFE_INTEGER);
/** Decimal digits that a double always keeps. */
const EXACT_DIGITS = 15;

/** An integer as a cell: a number up to 2^53, digits as text beyond. */
export function integerCell(value: bigint): CellValue {
  return value >= -LARGEST && value <= LARGEST ? Number(value) : value.toString();
}

/** A decimal, written out, as a cell: a number up to 15 significant digits, the text beyond. */
export function decimalCell(text: string): CellValue {
  const digits = text.replace(/^[-+]?0*\.?0*|\./g, '');
  return digits.length > EXACT_DIGITS ? text : Number(text);
}

/** A double as a cell. JSON has no NaN and no infinity: these come as text. */
export function floatCell(value: number): CellValue {
  return Number.isFinite(value) ? value : String(value);
}
