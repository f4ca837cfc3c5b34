import type { PhysicalTable } from '@dw-sim/warehouse-core';
import { redshiftCopy, redshiftCopyManifest, redshiftCopyOfManifest } from './redshift-copy';

const TABLE: PhysicalTable = { name: 'shop__orders', columns: [], uniqueKeys: [], foreignKeys: [] };
const IAM_ROLE = 'arn:aws:iam::123456789012:role/load';

it('copies every file of a run, and of no run whose number begins the same', () => {
  const golden = `COPY "shop__orders"
FROM 's3://lake/dw/experiments/shop/orders/run_7/'
IAM_ROLE 'arn:aws:iam::123456789012:role/load'
FORMAT AS PARQUET`;
  expect(redshiftCopy(TABLE, 's3://lake/dw/experiments/shop/orders/run_7', { iamRole: IAM_ROLE })).toBe(golden);
  expect(redshiftCopy(TABLE, 's3://lake/dw/experiments/shop/orders/run_7/', { iamRole: IAM_ROLE })).toBe(golden);
});

it('copies the files that a manifest names', () => {
  expect(redshiftCopyOfManifest(TABLE, 's3://lake/copy.manifest', { iamRole: IAM_ROLE, schema: "it's" })).toBe(`COPY "it's"."shop__orders"
FROM 's3://lake/copy.manifest'
IAM_ROLE 'arn:aws:iam::123456789012:role/load'
FORMAT AS PARQUET
MANIFEST`);
  expect(JSON.parse(redshiftCopyManifest([{ url: 's3://lake/a.parquet', bytes: 12 }]))).toEqual({ entries: [{ url: 's3://lake/a.parquet', mandatory: true, meta: { content_length: 12 } }] });
});

it('lets no text end its quotes', () => {
  expect(redshiftCopy({ ...TABLE, name: 'a"b' }, "s3://lake/it's", { iamRole: "x'; DROP" })).toBe(`COPY "a""b"
FROM 's3://lake/it''s/'
IAM_ROLE 'x''; DROP'
FORMAT AS PARQUET`);
});
