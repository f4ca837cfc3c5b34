import { numberedRows, quoteIdentifier, quoteIdentifiers, quoteLiteral, type PhysicalColumn } from '@dw-sim/warehouse-core';
import { jsonLineSql, textSql } from './column-text';
import type { FileFormat, FileOptions } from './file-options';

/** Rows of a staged file to write: `rowStart` inclusive, `rowEnd` exclusive; all of it where they are absent. */
export interface CopySource {
  readonly files: readonly string[];
  readonly range?: { readonly rowStart: number; readonly rowEnd: number };
}

const SUFFIXES: Readonly<Record<string, string>> = { gzip: '.gz', zstd: '.zst' };

/** What a file's name ends in, without the dot: `csv.gz`. Parquet compresses inside. */
export function extensionOf(format: FileFormat, { compression }: FileOptions): string {
  return format === 'parquet' ? format : `${format}${SUFFIXES[compression] ?? ''}`;
}

/** The COPY that writes rows to a file, or to folders of a folder where they are partitioned. */
export function copySql(format: FileFormat, options: FileOptions, columns: readonly PhysicalColumn[], source: CopySource, target: string): string {
  const { partitionBy } = options;
  const partition = partitionBy.length > 0 ? [`PARTITION_BY (${quoteIdentifiers(partitionBy)})`, `FILENAME_PATTERN 'part-{i}'`, `FILE_EXTENSION ${quoteLiteral(extensionOf(format, options))}`, 'OVERWRITE_OR_IGNORE'] : [];
  const settings = [...formatSettings(format, options), ...partition].join(', ');
  return `COPY (SELECT ${selected(format, options, columns)} FROM ${rowsOf(source, columns)}) TO ${quoteLiteral(target)} (${settings})`;
}

function selected(format: FileFormat, { partitionBy }: FileOptions, columns: readonly PhysicalColumn[]): string {
  const isKey = ({ name }: PhysicalColumn) => partitionBy.some((key) => key === name);
  if (format === 'parquet') return quoteIdentifiers(columns.map(({ name }) => name));
  if (format === 'csv') return columns.map((column) => `${textSql(column)} AS ${quoteIdentifier(column.name)}`).join(', ');
  const keys = columns.filter(isKey).map((column) => `, ${textSql(column)} AS ${quoteIdentifier(column.name)}`);
  return `${jsonLineSql(columns.filter((column) => !isKey(column)))} AS "_line"${keys.join('')}`;
}

function formatSettings(format: FileFormat, { compression, delimiter, header, nullText }: FileOptions): readonly string[] {
  const compressed = `COMPRESSION ${quoteLiteral(compression)}`;
  switch (format) {
    case 'parquet':
      return ['FORMAT parquet', compressed];
    case 'csv':
      return ['FORMAT csv', compressed, `HEADER ${header}`, `DELIMITER ${quoteLiteral(delimiter)}`, `NULLSTR ${quoteLiteral(nullText)}`, `QUOTE '"'`, `ESCAPE '"'`];
    case 'jsonl':
      // A line is one column that nothing is to be done to.
      return ['FORMAT csv', compressed, 'HEADER false', `DELIMITER '\x1f'`, `QUOTE ''`, `ESCAPE ''`];
  }
}

function rowsOf({ files, range }: CopySource, columns: readonly PhysicalColumn[]): string {
  if (!range) return `read_parquet([${files.map(quoteLiteral).join(', ')}])`;
  const { source, rowNumber } = numberedRows(files, columns);
  return `${source} WHERE ${rowNumber} BETWEEN ${range.rowStart} AND ${range.rowEnd - 1}`;
}
