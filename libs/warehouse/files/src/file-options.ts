import { AppError } from '@dw-sim/contracts';

export const FILE_FORMATS = ['parquet', 'csv', 'jsonl'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

/** How files are written. */
export interface FileOptions {
  readonly compression: string;
  /** Columns whose values become folders: `region=EU/part-…`. */
  readonly partitionBy: readonly string[];
  /** Rows of a file at most; as many as were staged together where absent. */
  readonly rowsPerFile: number | undefined;
  /** Of CSV alone. */
  readonly delimiter: string;
  readonly header: boolean;
  /** Text of NULL in CSV; an empty text is quoted, and so told apart from it. */
  readonly nullText: string;
  /** Write into a folder that holds files of somebody else, which are removed. */
  readonly replaceForeign: boolean;
}

const COMPRESSIONS: Readonly<Record<FileFormat, readonly string[]>> = {
  parquet: ['snappy', 'zstd', 'gzip', 'uncompressed'],
  csv: ['none', 'gzip', 'zstd'],
  jsonl: ['none', 'gzip', 'zstd'],
};

const KEYS: Readonly<Record<FileFormat, readonly string[]>> = {
  parquet: ['compression', 'partition_by', 'rows_per_file', 'foreign'],
  csv: ['compression', 'partition_by', 'rows_per_file', 'foreign', 'delimiter', 'header', 'null'],
  jsonl: ['compression', 'partition_by', 'rows_per_file', 'foreign'],
};

/**
 * Reads the parameters of a DSN: `file:///data/out?compression=zstd&partition_by=region`.
 * @throws AppError `invalid_request` with every fault
 */
export function readFileOptions(format: FileFormat, parameters: URLSearchParams): FileOptions {
  const faults: { readonly path: string; readonly code: string; readonly message: string; readonly allowed: string }[] = [];
  const fault = (key: string, code: string, message: string, allowed: string) => void faults.push({ path: `$.dsn.${key}`, code, message, allowed });
  for (const key of new Set(parameters.keys())) {
    if (!KEYS[format].includes(key)) fault(key, 'unknown_key', `${format} files have no option "${key}"`, KEYS[format].join(', '));
  }
  const choice = (key: string, allowed: readonly string[]): string => {
    const value = parameters.get(key) ?? allowed[0]!;
    if (!allowed.includes(value)) fault(key, 'invalid_value', `${key} is "${value}"`, allowed.join(', '));
    return value;
  };
  const rows = parameters.get('rows_per_file');
  if (rows !== null && !/^[1-9]\d{0,11}$/.test(rows)) fault('rows_per_file', 'invalid_value', `rows_per_file is "${rows}"`, 'a whole number from 1');
  const delimiter = parameters.get('delimiter') ?? ',';
  if (!/^[^"\r\n]$/.test(delimiter)) fault('delimiter', 'invalid_value', 'delimiter is not one character', 'one character; %09 is a tab');
  const nullText = parameters.get('null') ?? '';
  if (nullText.includes(delimiter) || /["\r\n]/.test(nullText)) fault('null', 'invalid_value', `null is "${nullText}"`, 'text without the delimiter, quotes and line ends');
  const options: FileOptions = {
    compression: choice('compression', COMPRESSIONS[format]),
    partitionBy: (parameters.get('partition_by') ?? '').split(',').map((name) => name.trim()).filter((name) => name !== ''),
    rowsPerFile: rows === null ? undefined : Number(rows),
    delimiter,
    header: choice('header', ['true', 'false']) === 'true',
    nullText,
    replaceForeign: choice('foreign', ['keep', 'replace']) === 'replace',
  };
  if (options.rowsPerFile !== undefined && options.partitionBy.length > 0) fault('rows_per_file', 'contradiction', 'rows_per_file and partition_by are both given', 'one of them');
  if (faults.length === 0) return options;
  throw new AppError('invalid_request', faults.map(({ message, allowed }) => `${message}; allowed: ${allowed}.`).join(' '), { errors: faults });
}
