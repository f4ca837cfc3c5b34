import { ofFamily } from '../types/type';
import { translateFlatten } from './flatten';
import { GENERATED_ROW } from './generated-row';
import { spellName } from './quote';
import { text } from './text';
import type { Call, NamedArgument, Source, TableFunction } from '../parse/syntax';
import type { Scope } from '../types/scope';
import type { TranslatedBase } from './source';
import type { Translator } from './translator';

/** A function where a table stands: FLATTEN and GENERATOR are the translator's own, others are in the catalogue. */
export function translateTableFunction(t: Translator, node: Source, base: TableFunction, scope: Scope): TranslatedBase {
  const { call } = base;
  if (call.kind !== 'call') {
    // `TABLE(name)` is the table itself.
    if (base.wrapped && call.kind === 'column') return { text: text(node, call), path: call.parts.map((part) => part.text), ...t.tables(call.parts.map((part) => part.text)) };
    return t.refuse(call, `${t.source(call)} is no table.`);
  }
  if (call.name === 'IDENTIFIER') return identifierTable(t, node, call);
  if (t.isSnowflake && call.name === 'FLATTEN') return translateFlatten(t, node, call, scope);
  if (t.isSnowflake && call.name === 'GENERATOR') return translateGenerator(t, node, call, scope);
  if (!t.isSnowflake && call.name === 'GENERATE_SERIES') return translateSeries(t, node, call, scope);
  const written = t.expression(call, scope).text;
  return { text: text(node, { start: node.start, end: base.start }, written), ...(!node.alias && { alias: call.name.toLowerCase() }) };
}

/** `IDENTIFIER('orders')` names a table. */
function identifierTable(t: Translator, node: Source, call: Call): TranslatedBase {
  const [arg] = call.args;
  const isName = arg?.kind === 'literal' && arg.type === 'string' && /^'[\w.$"]+'$/.test(arg.raw);
  if (!isName) return t.refuse(call, 'The name in IDENTIFIER must be written out.', "Write IDENTIFIER('orders'), or the name itself.");
  const path = arg.raw.slice(1, -1).split('.');
  return { text: text(node, arg.raw.slice(1, -1)), path, ...t.tables(path) };
}

/** Rows of a series; their column has the name of the alias, or of the function. */
function translateSeries(t: Translator, node: Source, call: Call, scope: Scope): TranslatedBase {
  const name = node.alias && node.columns.length === 0 ? t.nameOf(node.alias) : call.name.toLowerCase();
  const { text: values, type } = t.expression(call, scope);
  return { text: text(node, '(SELECT ', values, ` AS ${spellName(name)})`), columns: [{ name, type }], ...(!node.alias && { alias: name }) };
}

/** `GENERATOR(ROWCOUNT => n)`: rows without columns. */
function translateGenerator(t: Translator, node: Source, call: Call, scope: Scope): TranslatedBase {
  const named = call.args.find((arg): arg is NamedArgument => arg.kind === 'named' && arg.name.text.toUpperCase() === 'ROWCOUNT');
  const count = named?.value ?? call.args.find((arg) => arg.kind !== 'named');
  if (!count || count.kind === 'query') return t.refuse(call, 'GENERATOR needs the number of rows.', 'Write GENERATOR(ROWCOUNT => 10).');
  const written = text(node, `(SELECT ${GENERATED_ROW} FROM range(`, t.expression(count, scope).text, `) AS dw_rows(${GENERATED_ROW}))`);
  return { text: written, columns: [{ name: GENERATED_ROW, type: ofFamily('integer') }], ...(!node.alias && { alias: 'dw_generator' }) };
}
