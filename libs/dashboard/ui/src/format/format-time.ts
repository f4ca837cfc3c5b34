const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const FULL = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium' });

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const RELATIVE_UNITS = [
  { unit: 'day', ms: DAY },
  { unit: 'hour', ms: HOUR },
  { unit: 'minute', ms: MINUTE },
] as const;

/** A duration for people: `840 ms`, `4.2 s`, `2 m 05 s`, `1 h 03 m`. */
export function formatDuration(ms: number): string {
  if (ms < SECOND) return `${Math.round(ms)} ms`;
  if (ms < MINUTE) return `${(Math.floor(ms / 100) / 10).toFixed(1)} s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} m ${twoDigits((ms % MINUTE) / SECOND)} s`;
  return `${Math.floor(ms / HOUR)} h ${twoDigits((ms % HOUR) / MINUTE)} m`;
}

/** Time to go, rounded so that it does not flicker: `a moment`, `12 s`, `2 m 05 s`. */
export function formatRemaining(ms: number): string {
  if (ms < SECOND) return 'a moment';
  if (ms < MINUTE) return `${Math.ceil(ms / SECOND)} s`;
  return formatDuration(ms);
}

/** A moment seen from `now`: `just now`, `3 minutes ago`, `yesterday`. */
export function formatRelative(iso: string, now: number = Date.now()): string {
  const ago = now - Date.parse(iso);
  const unit = RELATIVE_UNITS.find(({ ms }) => ago >= ms);
  return unit ? RELATIVE.format(-Math.floor(ago / unit.ms), unit.unit) : 'just now';
}

/** A moment in full, in the reader's time zone. */
export function formatMoment(iso: string): string {
  return FULL.format(new Date(iso));
}

function twoDigits(amount: number): string {
  return String(Math.floor(amount)).padStart(2, '0');
}
