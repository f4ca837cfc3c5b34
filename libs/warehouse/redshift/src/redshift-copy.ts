import { quoteIdentifier, quoteLiteral, type PhysicalTable } from '@dw-sim/warehouse-core';

/** How a cluster reads a bucket, which must be in the cluster's region. */
export interface RedshiftCopyOptions {
  /** ARN of a role that the cluster has, and that may read the bucket. */
  readonly iamRole: string;
  /** Schema of the table; the search path decides where absent. */
  readonly schema?: string;
}

/** A staged file as a manifest of COPY names it. */
export interface CopyFile {
  /** `s3://bucket/key` */
  readonly url: string;
  readonly bytes: number;
}

/**
 * COPY of every file below a prefix.
 * @param url `s3://bucket/experiments/shop/orders/run_7/`: with its last slash, since COPY takes every key that begins so,
 *   those of run 77 too
 * @see https://docs.aws.amazon.com/redshift/latest/dg/copy-usage_notes-copy-from-columnar.html
 */
export function redshiftCopy(table: PhysicalTable, url: string, options: RedshiftCopyOptions): string {
  return copyStatement(table, url.endsWith('/') ? url : `${url}/`, options, ['FORMAT AS PARQUET']);
}

/** COPY of the files that a manifest names, and of no others: see {@link redshiftCopyManifest}. */
export function redshiftCopyOfManifest(table: PhysicalTable, manifestUrl: string, options: RedshiftCopyOptions): string {
  return copyStatement(table, manifestUrl, options, ['FORMAT AS PARQUET', 'MANIFEST']);
}

/**
 * The manifest of a COPY: every file is mandatory, and Parquet wants each one's length.
 * @see https://docs.aws.amazon.com/redshift/latest/dg/loading-data-files-using-manifest.html
 */
export function redshiftCopyManifest(files: readonly CopyFile[]): string {
  const entries = files.map(({ url, bytes }) => ({ url, mandatory: true, meta: { content_length: bytes } }));
  return `${JSON.stringify({ entries }, null, 2)}\n`;
}

/** Columns come in the order of the files, whose number of columns must be the table's: there is no list of columns. */
function copyStatement({ name }: PhysicalTable, url: string, { iamRole, schema }: RedshiftCopyOptions, format: readonly string[]): string {
  const target = `${schema === undefined ? '' : `${quoteIdentifier(schema)}.`}${quoteIdentifier(name)}`;
  return [`COPY ${target}`, `FROM ${quoteLiteral(url)}`, `IAM_ROLE ${quoteLiteral(iamRole)}`, ...format].join('\n');
}
