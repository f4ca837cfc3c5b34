import { knownType } from '../../types/type-names';
import { ofFamily, UNKNOWN, type Type } from '../../types/type';
import { quoteText } from '../quote';
import { normalDate } from '../date-literal';
import { text } from '../text';
import type { Literal, TypedLiteral } from '../../parse/syntax';
import type { Fragment } from '../fragment';
import type { Translator } from '../translator';

/** Values of `\n` and the like in a string, in both dialects. */
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', '0': '\0' };

/** A number, string, TRUE, FALSE or NULL. */
export function translateLiteral(t: Translator, node: Literal): Fragment {
  if (node.type === 'number') return numberLiteral(t, node);
  if (node.type === 'null') return { text: text(node, node), type: UNKNOWN, atom: true };
  if (node.type === 'boolean') return { text: text(node, node), type: ofFamily('boolean'), atom: true };
  if (node.prefix === 'X') return binaryLiteral(t, node);
  const literal = stringValue(node);
  const written = quoteText(literal);
  const same = written === node.raw || node.raw.startsWith('$');
  return { text: same ? text(node, node) : text(node, written), type: ofFamily('text'), atom: true, literal };
}

/** A number with an exponent is a double; PostgreSQL would take it for a decimal. */
function numberLiteral(t: Translator, node: Literal): Fragment {
  const type = numberType(node.raw);
  const written = type.family === 'float' && !t.isDuckDb ? text(node, `CAST(${node.raw} AS double precision)`) : text(node, node);
  return { text: written, type, atom: true, literal: node.raw };
}

/** What a string says: both dialects read backslashes in quotes as escapes, and none between dollars. */
export function stringValue({ raw, prefix }: Literal): string {
  const quoted = raw.slice(prefix?.length ?? 0);
  if (quoted.startsWith('$')) {
    const tag = quoted.slice(0, quoted.indexOf('$', 1) + 1);
    return quoted.slice(tag.length, -tag.length);
  }
  const inner = quoted.slice(1, -1).replaceAll("''", "'");
  if (!inner.includes('\\')) return inner;
  return inner.replace(/\\(x[\da-fA-F]{2}|u[\da-fA-F]{4}|[0-7]{3}|[\s\S])/g, (_, code: string) => escapeValue(code));
}

function escapeValue(code: string): string {
  if (code.length === 1) return ESCAPES[code] ?? code;
  return String.fromCharCode(/^[xu]/.test(code) ? parseInt(code.slice(1), 16) : parseInt(code, 8));
}

function binaryLiteral(t: Translator, node: Literal): Fragment {
  const digits = node.raw.slice(2, -1);
  if (!/^([\da-fA-F]{2})*$/.test(digits)) t.refuse(node, `${node.raw} is no binary value.`, 'Write two hexadecimal digits for each byte.');
  const written = t.isDuckDb ? `unhex('${digits}')` : `'\\x${digits}'::bytea`;
  return { text: text(node, written), type: ofFamily('binary'), atom: true };
}

const INTEGER: Type = { family: 'integer', precision: 10, scale: 0 };
const LONG: Type = { family: 'integer', precision: 19, scale: 0 };

/** Integers take the precision of their type, as the scale of a division depends on it. */
function numberType(raw: string): Type {
  if (/^\d+$/.test(raw)) return raw.length > 9 ? LONG : INTEGER;
  if (/[eE]/.test(raw) && !/^0[xX]/.test(raw)) return ofFamily('float');
  const [whole = '', fraction] = raw.replaceAll('_', '').split('.');
  if (fraction === undefined) return { family: 'integer', precision: whole.length > 9 ? 19 : 10, scale: 0 };
  const digits = whole.replace(/^0+/, '').length + fraction.length;
  return { family: 'decimal', precision: Math.max(digits, 1), scale: fraction.length };
}

/** `DATE '2024-01-01'`: dates in other forms are written as the engines read them. */
export function translateTyped(t: Translator, node: TypedLiteral): Fragment {
  const known = knownType(node.type, t.dialect);
  if (!known) return t.refuse(node.type, `The type ${node.type.name} is not known.`);
  const value = stringValue(node.value);
  const engineType = known.engine[t.engine];
  const normal = known.type.family === 'date' || known.type.family === 'timestamp' || known.type.family === 'timestamptz' ? normalDate(value, t.dialect) ?? value : value;
  const same = engineType === node.type.name && normal === value && quoteText(value) === node.value.raw;
  const written = same ? text(node, node) : text(node, `CAST(${quoteText(normal)} AS ${engineType})`);
  return { text: written, type: known.type, atom: true };
}

