import { SQL_DIALECTS, type TargetOptionValue } from '@dw-sim/contracts';

/** How targets of an engine are written, as data: their checks, forms and documentation follow from it. */
export interface ConnectionSpec {
  /** `file`: a database file that the engine opens itself; `server`: over the network; `folder`: a folder or bucket of files. */
  readonly place: 'file' | 'server' | 'folder';
  /** Protocols that a DSN may have, the preferred one first. A driver behind `+` is passed over: `postgresql+psycopg`. */
  readonly protocols: readonly string[];
  /** False where the engine has a place of its own in the data root. */
  readonly dsnRequired: boolean;
  readonly dsnExample: string;
  /** Schema of the tables (null: the user's own), and whether another one can be chosen. */
  readonly schema: { readonly default: string | null; readonly choosable: boolean };
  /** What is wrong with a DSN of a known protocol beyond its form; nothing where absent. */
  readonly check?: (dsn: string) => DsnFault | undefined;
  /** Options by name. */
  readonly options: Readonly<Record<string, OptionSpec>>;
}

/** A fault of a DSN in words. Repeats no secret. */
export interface DsnFault {
  readonly message: string;
  readonly allowed: string;
}

/** One option of a target. */
export interface OptionSpec {
  readonly description: string;
  /** What is allowed, in words. */
  readonly allowed: string;
  readonly accepts: (value: unknown) => value is TargetOptionValue;
}

/** An option that takes a whole number, both ends inclusive. */
export function integerOption(min: number, max: number, description: string): OptionSpec {
  const accepts = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;
  return { description, allowed: `a whole number from ${min} to ${max}`, accepts };
}

/** An option that is on or off. */
export function switchOption(description: string): OptionSpec {
  return { description, allowed: 'true or false', accepts: (value: unknown): value is boolean => typeof value === 'boolean' };
}

/** An option that takes one of some words. */
export function choiceOption(words: readonly string[], description: string): OptionSpec {
  const accepts = (value: unknown): value is string => words.some((word) => word === value);
  return { description, allowed: words.join(', '), accepts };
}

/** Resources that an embedded engine may use; the server's own settings otherwise. */
export const RESOURCE_OPTIONS = {
  memory_limit_mb: integerOption(64, 2 ** 20, 'Memory that the engine may use, in megabytes.'),
  threads: integerOption(1, 256, 'Threads that the engine may use.'),
} as const satisfies Readonly<Record<string, OptionSpec>>;

/** The dialect that queries are written in, where neither they nor the experiment say another. */
export const DIALECT_OPTION = {
  dialect: choiceOption(SQL_DIALECTS, "Dialect that queries are written in; ansi is the engine's own SQL."),
} as const satisfies Readonly<Record<string, OptionSpec>>;

/** Encryption of a connection over the network; what the DSN says otherwise. */
export const TLS_OPTIONS = {
  tls_verify: switchOption('Encrypts the connection; false takes any certificate.'),
  tls_ca: {
    description: 'Certificates to trust, in PEM; encrypts the connection.',
    allowed: 'text that begins with -----BEGIN CERTIFICATE-----',
    accepts: (value: unknown): value is string => typeof value === 'string' && value.trim().startsWith('-----BEGIN CERTIFICATE-----'),
  },
} as const satisfies Readonly<Record<string, OptionSpec>>;

/** Where experiments have their tables, for engines whose schema can be chosen. */
export const SCHEMA_OPTIONS = {
  schema_per_experiment: switchOption('Gives each experiment a schema of its own, named as the experiment: shop.customers in place of shop__customers.'),
} as const satisfies Readonly<Record<string, OptionSpec>>;

/** Whether a target's options give each experiment a schema of its own. */
export function hasSchemaPerExperiment(options: Readonly<Record<string, unknown>> | undefined): boolean {
  return options?.['schema_per_experiment'] === true;
}
