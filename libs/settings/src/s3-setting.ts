import type { SettingType } from './setting-type';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
/** Characters that mean the same in a key, a URL and a COPY statement. */
const PREFIX = /^[\w!.()/-]*$/;

export const bucketName: SettingType<string> = {
  allowed: 'the name of a bucket: 3 to 63 lower-case letters, digits, dots and hyphens',
  read: (raw) => (typeof raw === 'string' && BUCKET.test(raw) ? raw : undefined),
};

/** What comes before every key, without slashes at its ends. */
export const keyPrefix: SettingType<string> = {
  allowed: 'letters, digits and _ ! . ( ) - with single slashes between',
  read: (raw) => {
    const value = typeof raw === 'string' ? raw.trim().replace(/^\/+/, '').replace(/(?<!\/)\/+$/, '') : undefined;
    const fits = value !== undefined && PREFIX.test(value) && !value.split('/').some((part) => part === '..' || (part === '' && value !== ''));
    return fits ? value : undefined;
  },
};

/** The URL of a server: without a path, and without credentials, which come by the AWS chain. */
export const endpoint: SettingType<string> = {
  allowed: 'a URL such as http://localhost:9000, without credentials in it',
  read: (raw) => {
    if (typeof raw !== 'string' || !URL.canParse(raw)) return undefined;
    const { protocol, username, password, search, hash, href } = new URL(raw);
    const fits = ['http:', 'https:'].includes(protocol) && `${username}${password}${search}${hash}` === '';
    return fits ? href.replace(/\/$/, '') : undefined;
  },
};
