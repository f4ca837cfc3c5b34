import type { Fault } from '@dw-sim/contracts';
import type { Configuration } from './configuration';

/** Faults that no setting has by itself. */
export function contradictions({ staging, s3Bucket }: Configuration): readonly Fault[] {
  if (staging !== 's3' || s3Bucket !== null) return [];
  return [{ path: '$.s3_bucket', code: 'missing', message: 'staging is s3, but s3_bucket is not set.', allowed: 'the name of a bucket' }];
}
