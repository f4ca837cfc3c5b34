import type { Reading } from './setting';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
/** Characters that mean the same in a key, a URL and a COPY statement. */
const PREFIX = /^[\w!.()/-]*$/;

export function bucketName(raw: unknown): Reading<string> {
  return typeof raw === 'string' && BUCKET.test(raw) ? { value: raw } : { allowed: 'the name of a bucket: 3 to 63 lower-case letters, digits, dots and hyphens' };
}

/** Reads what comes before every key, and drops slashes at its ends. */
export function keyPrefix(raw: unknown): Reading<string> {
  const value = typeof raw === 'string' ? raw.trim().replace(/^\/+|\/+$/g, '') : undefined;
  const fits = value !== undefined && PREFIX.test(value) && !value.split('/').some((part) => part === '..' || (part === '' && value !== ''));
  return fits ? { value } : { allowed: 'letters, digits and _ ! . ( ) - with single slashes between' };
}

/** Reads the URL of a server: without a path, and without credentials, which come by the AWS chain. */
export function endpoint(raw: unknown): Reading<string> {
  const allowed = 'a URL such as http://localhost:9000, without credentials in it';
  if (typeof raw !== 'string' || !URL.canParse(raw)) return { allowed };
  const { protocol, username, password, search, hash, href } = new URL(raw);
  const fits = ['http:', 'https:'].includes(protocol) && `${username}${password}${search}${hash}` === '';
  return fits ? { value: href.replace(/\/$/, '') } : { allowed };
}
