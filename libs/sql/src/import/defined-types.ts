import type { DdlToken } from './ddl-token';
import type { ImportContext } from './import-context';
import { lastPart, readQualifiedName } from './qualified-name';
import { readSequenceOptions } from './column-options';
import { TokenReader } from './token-reader';
import { mapType } from './types/map-type';
import { isRefused } from './types/mapped-type';
import { enumOf } from './types/text-types';
import { readType } from './types/written-type';

/** `CREATE TYPE mood AS ENUM ('sad', 'ok')`: columns of the type have these values. */
export function readCreateType(tokens: readonly DdlToken[], context: ImportContext): void {
  const reader = new TokenReader(context.source, tokens, 2);
  const name = readQualifiedName(reader);
  if (!name) return;
  reader.take('AS');
  const isEnum = reader.take('ENUM');
  const brackets = reader.takeBrackets();
  const values = brackets?.splitAtCommas().flatMap((item) => item.takeText() ?? []) ?? [];
  if (isEnum) context.types.set(lastPart(name).toUpperCase(), values.length > 0 ? enumOf(values) : { type: { kind: 'VARCHAR' } });
  // A composite type, or one of T-SQL: `CREATE TYPE Phone FROM VARCHAR(20)`.
  else if (reader.take('FROM')) defineAs(lastPart(name), reader, context);
  else context.types.set(lastPart(name).toUpperCase(), { type: { kind: 'JSON' }, warning: `${lastPart(name)} is a composite type and is imported as JSON` });
}

/** `CREATE DOMAIN price AS NUMERIC(10,2) NOT NULL CHECK (VALUE > 0)` */
export function readCreateDomain(tokens: readonly DdlToken[], context: ImportContext): void {
  const reader = new TokenReader(context.source, tokens, 2);
  const name = readQualifiedName(reader);
  if (!name) return;
  reader.take('AS');
  defineAs(lastPart(name), reader, context);
}

function defineAs(name: string, reader: TokenReader, context: ImportContext): void {
  const written = readType(reader);
  const mapped = written && mapType(written, context.dialect, context.definedType);
  if (!written || !mapped) return;
  if (isRefused(mapped)) return context.report.fault(mapped.code, written.at, `${name}: ${mapped.refused}`, mapped.hint);
  let isRequired = mapped.isRequired;
  const checks: TokenReader[] = [];
  while (!reader.isAtEnd) {
    if (reader.take('NOT', 'NULL')) isRequired = true;
    else if (reader.take('CHECK')) checks.push(reader.takeBrackets() ?? reader.rest());
    else reader.skipItem();
  }
  context.domainChecks.set(name.toUpperCase(), checks);
  context.types.set(name.toUpperCase(), { ...mapped, isRequired });
}

/** Keeps start and increment of a sequence for the columns whose default takes from it. */
export function readCreateSequence(tokens: readonly DdlToken[], context: ImportContext): void {
  const at = tokens.findIndex(({ text }) => text === 'SEQUENCE');
  const reader = new TokenReader(context.source, tokens, at + 1);
  reader.take('IF', 'NOT', 'EXISTS');
  const name = readQualifiedName(reader);
  if (!name) return;
  if (reader.take('AS')) readType(reader);
  reader.take('WITH');
  const { start = 1, step = 1 } = readSequenceOptions(reader);
  context.sequences.set(lastPart(name).toLowerCase(), { start, step });
}
