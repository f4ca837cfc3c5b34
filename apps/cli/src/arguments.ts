import { InvalidArgumentError, Option, type Command } from 'commander';

/** Where the rows of a run go, and what happens to tables that are there. */
export function landing(command: Command): Command {
  return command
    .option('--target <id-or-dsn>', "where the rows land, for this run (default: the experiment's own target)")
    .option('--target-kind <kind>', 'kind of a target that is given as a DSN, where its protocol does not tell')
    .option('--target-option <name=value>', 'option of a target that is given as a DSN; repeat it', collectOptions, {})
    .addOption(new Option('--mode <mode>', 'what to do with tables that are there (default: create_if_missing)').choices(['create_if_missing', 'truncate_then_insert', 'append_only']));
}

/** Reads a whole number; digits may be grouped by underscores. */
export function integer(text: string): number {
  if (!/^-?\d[\d_]*$/.test(text)) throw new InvalidArgumentError('It is not a whole number.');
  const value = Number(text.replaceAll('_', ''));
  if (!Number.isSafeInteger(value)) throw new InvalidArgumentError(`It is beyond ${Number.MAX_SAFE_INTEGER}.`);
  return value;
}

/** Reads `customers=50000` or several of it with commas between, onto what was given before. */
export function collectRows(text: string, before: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  const rows = new Map(Object.entries(before));
  for (const part of text.split(',')) {
    const [, table, count] = /^\s*([^=\s]+)\s*=\s*(\S+)\s*$/.exec(part) ?? [];
    if (table === undefined || count === undefined) throw new InvalidArgumentError(`"${part}" is not of the form table=count.`);
    if (rows.has(table)) throw new InvalidArgumentError(`Table "${table}" is given twice.`);
    rows.set(table, integer(count));
  }
  return Object.fromEntries(rows);
}

/** Reads `threads=2` onto what was given before; numbers, true and false are what they look like. */
export function collectOptions(text: string, before: Readonly<Record<string, string | number | boolean>>): Readonly<Record<string, string | number | boolean>> {
  const [, name, value] = /^([^=\s]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new InvalidArgumentError('It is not of the form name=value.');
  if (Object.hasOwn(before, name)) throw new InvalidArgumentError(`The option "${name}" is given twice.`);
  const isNumber = /^-?\d+(?:\.\d+)?$/.test(value);
  return { ...before, [name]: isNumber ? Number(value) : value === 'true' || value === 'false' ? value === 'true' : value };
}

/** The option `--format table|json` of a command; it is heard before the command runs. */
export function withFormat(command: Command): Command {
  return command.addOption(new Option('--format <format>', 'form of the result').choices(['table', 'json']).default('table'));
}
