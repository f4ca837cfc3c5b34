/** How a bucket is reached. Credentials come by the AWS chain: environment, profile, web identity, instance role. */
export interface S3Settings {
  readonly bucket: string;
  /** Comes before every key; without slashes at its ends, and empty for none. */
  readonly prefix: string;
  /** URL of another S3-compatible server; AWS where absent. */
  readonly endpoint: string | null;
  /** By the AWS chain where absent; `us-east-1` with an endpoint. */
  readonly region: string | null;
  /** `endpoint/bucket/key` in place of `bucket.endpoint/key`. */
  readonly forcePathStyle: boolean;
}

/** A place in a bucket, as users write it. */
export function s3Location({ bucket, prefix }: Pick<S3Settings, 'bucket' | 'prefix'>): string {
  return `s3://${bucket}${prefix === '' ? '' : `/${prefix}`}`;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** Reads `s3://bucket/prefix`; undefined where it is none. */
export function parseS3Location(text: string): { readonly bucket: string; readonly prefix: string } | undefined {
  const [, bucket = '', prefix = ''] = /^s3:\/\/([^/?#]*)\/?([^?#]*)$/.exec(text) ?? [];
  return isBucketName(bucket) ? { bucket, prefix: trimSlashes(prefix) } : undefined;
}

export function isBucketName(text: string): boolean {
  return BUCKET.test(text);
}

/** A prefix without slashes at its ends. */
export function trimSlashes(prefix: string): string {
  return prefix.replace(/^\/+|\/+$/g, '');
}
