import { AppError, type ErrorCode } from '@dw-sim/contracts';
import { s3Location, type S3Settings } from './s3-settings';

/** What of an error of the SDK, of Node's network or of the credential chain is looked at. Nothing of the request is. */
interface Failure {
  readonly name?: string;
  readonly code?: string;
  readonly message?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

interface Meaning {
  readonly code?: ErrorCode;
  readonly message: string;
  readonly hint: string;
}

/** Node's own codes, such as ECONNREFUSED: the SDK wraps some errors in one that has their text alone. */
const SYSTEM_CODE = /\bE[A-Z]{4,}(?:_[A-Z]+)*\b/;

const CREDENTIALS = ['InvalidAccessKeyId', 'SignatureDoesNotMatch', 'ExpiredToken', 'ExpiredTokenException', 'InvalidToken', 'TokenRefreshRequired', 'UnrecognizedClientException', 'InvalidClientTokenId', 'RequestTimeTooSkewed'];
const DENIED = ['AccessDenied', 'AccessDeniedException', 'AllAccessDisabled', 'Forbidden'];
const REGION = ['PermanentRedirect', 'AuthorizationHeaderMalformed', 'IllegalLocationConstraintException'];
const THROTTLED = ['SlowDown', 'Throttling', 'ThrottlingException', 'TooManyRequestsException', 'RequestLimitExceeded', 'ServiceUnavailable'];
const NETWORK = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'TimeoutError', 'NetworkingError', 'RequestTimeout'];
const FULL = ['XMinioStorageFull', 'InsufficientStorage', 'QuotaExceeded'];

/**
 * The error that a user sees for a failed call: which place, why, and what to do. The SDK's own error is not carried
 * along, since it may hold parts of the request.
 * @param doing the call in words, such as `write shop/run_7/manifest.json`
 */
export function s3Error(error: unknown, settings: S3Settings, doing: string): AppError {
  if (error instanceof AppError) return error;
  const { code, message, hint } = meaningOf(failureOf(error), settings, doing);
  return new AppError(code ?? 'staging_unavailable', message, { hint });
}

/** True for faults that pass by themselves. */
export function isPassing(error: unknown): boolean {
  const failure = failureOf(error);
  return isOne(failure, NETWORK) || isOne(failure, THROTTLED) || (failure.$metadata?.httpStatusCode ?? 0) >= 500;
}

/** True where the key, and not the bucket, is what is missing. */
export function isNoSuchKey(error: unknown): boolean {
  return isOne(error as Failure, ['NoSuchKey', 'NotFound']);
}

function failureOf(error: unknown): Failure {
  const { name, code, message, $metadata } = error as Failure;
  return { name, code: code ?? SYSTEM_CODE.exec(message ?? '')?.[0], message, $metadata };
}

function meaningOf(failure: Failure, settings: S3Settings, doing: string): Meaning {
  const place = s3Location(settings);
  const server = settings.endpoint ?? 'AWS';
  const why = failure.name && failure.name !== 'Error' ? failure.name : (failure.code ?? 'unknown error');
  if (failure.name === 'CredentialsProviderError') {
    return { message: `There are no credentials for ${place}.`, hint: 'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, AWS_PROFILE, or run where a role is given.' };
  }
  if (isOne(failure, CREDENTIALS)) return { message: `${server} refuses the credentials for ${place} (${why}).`, hint: "Check the key, its secret, a session's end, and this machine's clock." };
  if (isOne(failure, ['NoSuchBucket'])) return { message: `There is no bucket "${settings.bucket}" at ${server}.`, hint: 'Create it, or correct the setting s3_bucket.' };
  if (isOne(failure, REGION)) return { message: `The bucket "${settings.bucket}" is not in the region "${settings.region ?? 'of the AWS configuration'}" (${why}).`, hint: 'Set s3_region to the region of the bucket.' };
  if (isOne(failure, DENIED)) return { message: `The credentials do not allow to ${doing} in ${place} (${why}).`, hint: 'docs/staging.md has the policy that is needed.' };
  if (isOne(failure, FULL)) return { code: 'storage_full', message: `${place} is full.`, hint: 'Free some space, or ask for fewer rows.' };
  if (isOne(failure, THROTTLED)) return { message: `${server} asks to slow down, and did so to every try to ${doing} in ${place}.`, hint: 'Try again in a while.' };
  if (isOne(failure, NETWORK) || failure.name === 'AbortError') return { message: `${server} can't be reached for ${place} (${failure.code ?? why}).`, hint: 'Check the setting s3_endpoint and the network.' };
  if (/CERT|SSL|TLS/.test(failure.code ?? '')) return { message: `The certificate of ${server} is not trusted (${failure.code}).`, hint: 'Add its authority with NODE_EXTRA_CA_CERTS.' };
  if (/region is missing/i.test(failure.message ?? '')) return { message: `The region of ${place} is not known.`, hint: 'Set s3_region, or AWS_REGION.' };
  const status = failure.$metadata?.httpStatusCode;
  return { message: `${server} failed to ${doing} in ${place} (${why}${status === undefined ? '' : `, status ${status}`}).`, hint: 'Try again; docs/staging.md has what is needed of a server.' };
}

/** A HEAD request is answered without a body, so that its status is all that tells; so are some proxies' answers. */
function isOne({ name, code, $metadata }: Failure, names: readonly string[]): boolean {
  if ([name, code].some((known) => known !== undefined && names.includes(known))) return true;
  const status = $metadata?.httpStatusCode;
  return (status === 403 && names === DENIED) || ((status === 503 || status === 429) && names === THROTTLED) || (status === 507 && names === FULL) || (status === 301 && names === REGION);
}
