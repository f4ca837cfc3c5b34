const MAGNITUDES = [
  { factor: 1e9, suffix: ' G' },
  { factor: 1e6, suffix: ' M' },
  { factor: 1e3, suffix: ' k' },
] as const;

/** `1,000,000` */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 table`, `4 tables` */
export function formatPlural(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : plural}`;
}

/** `950 rows/s`, `830 k rows/s`, `1.2 M rows/s` */
export function formatRate(rowsPerSecond: number): string {
  return `${scaled(rowsPerSecond)} rows/s`;
}

/** `850 ms`, `1.2 s`, `45 s`, `2 min 5 s`, `1 h 3 min` */
export function formatDuration(elapsedMs: number): string {
  if (elapsedMs < 999.5) return `${Math.round(elapsedMs)} ms`;
  if (elapsedMs < 9_950) return `${(elapsedMs / 1000).toFixed(1)} s`;
  const seconds = Math.round(elapsedMs / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}

/** `512 B`, `12 kB`, `3.4 MB` */
export function formatBytes(byteLength: number): string {
  return `${scaled(byteLength)}B`.replace(/^(\d+)B$/, '$1 B');
}

/** `38 %`: rounded down, so that 100 % means all. */
export function formatShare(part: number, whole: number): string {
  return `${whole === 0 ? 100 : Math.min(100, Math.floor((part / whole) * 100))} %`;
}

/** `1,000,000 rows in 1.2 s (830 k rows/s)`; without the rate where the time is too short to tell one. */
export function formatRowsIn(rows: number, elapsedMs: number): string {
  const rate = elapsedMs >= 1 && rows > 0 ? ` (${formatRate((rows / elapsedMs) * 1000)})` : '';
  return `${formatPlural(rows, 'row')} in ${formatDuration(elapsedMs)}${rate}`;
}

/** `2026-03-01 14:05` in the time of this machine. */
export function formatTime(iso: string): string {
  const time = new Date(iso);
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${time.getFullYear()}-${pad(time.getMonth() + 1)}-${pad(time.getDate())} ${pad(time.getHours())}:${pad(time.getMinutes())}`;
}

function scaled(value: number): string {
  for (const { factor, suffix } of MAGNITUDES) {
    // What rounds up to 1000 belongs to the next magnitude.
    if (value < factor * 0.9995) continue;
    const amount = value / factor;
    return `${amount < 9.95 ? amount.toFixed(1).replace(/\.0$/, '') : Math.round(amount)}${suffix}`;
  }
  return String(Math.round(value));
}
