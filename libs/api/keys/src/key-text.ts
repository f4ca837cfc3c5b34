import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A key as its holder has it: `dws_<id>_<secret>`. */
export interface KeyText {
  readonly id: string;
  readonly secret: string;
}

const PATTERN = /^dws_([0-9a-f]{12})_([A-Za-z0-9_-]{43})$/;

/** A new key: a public id, and a secret of 256 random bits. */
export function newKey(): KeyText {
  return { id: randomBytes(6).toString('hex'), secret: randomBytes(32).toString('base64url') };
}

export function formatKey({ id, secret }: KeyText): string {
  return `dws_${id}_${secret}`;
}

/** Cuts a key apart; undefined where it is none of ours. */
export function parseKey(text: string): KeyText | undefined {
  const [, id, secret] = PATTERN.exec(text) ?? [];
  return id === undefined || secret === undefined ? undefined : { id, secret };
}

/** What is kept of a secret. One round serves: 256 random bits can't be guessed, unlike a password. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Compares a secret with a hash in the same time whatever differs. */
export function matches(secret: string, hash: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(secret), 'hex'), Buffer.from(hash, 'hex'));
}
