const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const COMPACT = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const ONE_DIGIT = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

/** A count in full: `1,234,567`. */
export function formatCount(count: number): string {
  return WHOLE.format(count);
}

/** A count in short: `1.2M`; exact below a thousand. */
export function formatCompact(count: number): string {
  return COMPACT.format(count);
}

/** A size in decimal units: `4.2 MB`. */
export function formatBytes(byteLength: number): string {
  const unit = Math.min(Math.floor(Math.log10(Math.max(byteLength, 1)) / 3), BYTE_UNITS.length - 1);
  return `${ONE_DIGIT.format(byteLength / 1000 ** unit)} ${BYTE_UNITS[unit]}`;
}

/** A count with its noun: `1 table`, `4 tables`. */
export function formatPlural(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}
