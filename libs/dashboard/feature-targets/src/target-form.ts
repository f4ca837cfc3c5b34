import type { Fault, TargetDefinition, TargetKind, TargetKindOption, TargetOptionValue } from '@dw-sim/contracts';

/** What the user typed; empty fields are not sent. */
export interface TargetInput {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly dsn: string;
  readonly schema: string;
  readonly options: Readonly<Record<string, string>>;
}

/** Messages by field: `id`, `dsn`, `options.threads`, …; `rest` are faults of no field. */
export interface TargetErrors {
  readonly fields: Readonly<Record<string, string>>;
  readonly rest: readonly Fault[];
}

/** A form in which nothing but the kind is filled in. */
export function emptyInput(kind: string): TargetInput {
  return { id: '', name: '', kind, dsn: '', schema: '', options: {} };
}

/** The definition of an input. Only the options of its kind are sent. */
export function definitionOf({ id, name, kind, dsn, schema, options }: TargetInput, known: TargetKind | undefined): TargetDefinition {
  const written = (known?.options ?? []).flatMap((option) => (options[option.name]?.trim() ? [[option.name, valueOf(option, options[option.name].trim())] as const] : []));
  return {
    ...filled({ id, name }),
    kind,
    ...filled({ dsn, schema: known?.schema_choosable ? schema : '' }),
    ...(written.length > 0 && { options: Object.fromEntries(written) }),
  };
}

/** The server's faults, put to their fields. */
export function errorsOf(faults: readonly Fault[], known: TargetKind | undefined): TargetErrors {
  const fields = ['id', 'name', 'kind', 'dsn', ...(known?.schema_choosable ? ['schema'] : []), ...(known?.options ?? []).map(({ name }) => `options.${name}`)];
  const fieldOf = ({ path }: Fault) => fields.find((field) => path === `$.${field}`);
  return {
    fields: Object.fromEntries(faults.flatMap((fault) => (fieldOf(fault) ? [[fieldOf(fault)!, fault.message]] : []))),
    rest: faults.filter((fault) => !fieldOf(fault)),
  };
}

function filled(texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(texts).flatMap(([key, text]) => (text.trim() === '' ? [] : [[key, text.trim()]])));
}

/** Numbers and truth values are what they look like where the option takes such. */
function valueOf({ allowed }: TargetKindOption, text: string): TargetOptionValue {
  if (/number/.test(allowed) && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  return /true or false/.test(allowed) && /^(true|false)$/.test(text) ? text === 'true' : text;
}
