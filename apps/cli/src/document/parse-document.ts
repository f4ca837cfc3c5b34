import { AppError } from '@dw-sim/contracts';
import { parseYaml } from '@dw-sim/yaml';
import { parseTree, printParseErrorCode, type ParseError } from 'jsonc-parser';
import { isMap, isScalar, isSeq, LineCounter, type Document, type Node } from 'yaml';
import { parseJsonPath } from './json-path';
import type { Fault, TextPosition } from '@dw-sim/contracts';
import type { UserText } from './user-text';

/** A parsed document, with the place of everything in it. */
export interface ParsedDocument extends UserText {
  readonly value: unknown;
  readonly positionOf: (fault: Fault) => TextPosition | undefined;
}

/**
 * Parses JSON or YAML. A text that starts like JSON has to be JSON; anything else is read as YAML 1.2.
 * @throws AppError `invalid_json` or `invalid_definition` with every fault of the syntax and its place
 */
export function parseUserDocument(source: UserText): ParsedDocument {
  const { text } = source;
  if (text.trim() === '') throw new AppError('invalid_definition', `${source.label ?? 'The document'} is empty.`);
  const isJson = /^\s*[[{]/.test(text) && !source.label?.match(/\.ya?ml$/i);
  const lines = new LineCounter();
  const document = parseYaml(text, lines);
  refuseDeep(document, source, isJson, lines);
  const value: unknown = isJson ? parseJson(source, lines) : valueOf(document, source);
  const faults = document.errors
    .filter((error) => !isJson || error.code === 'DUPLICATE_KEY')
    .map((error) => syntaxFault(error.message, place(lines, error.pos[0]), error.code === 'DUPLICATE_KEY'));
  if (faults.length > 0) throw syntaxError(isJson ? 'invalid_json' : 'invalid_definition', source, isJson ? 'JSON' : 'YAML', faults);
  return { ...source, value, positionOf: (fault) => positionOf(document, lines, fault) };
}

function refuseDeep({ errors: [error] }: Document.Parsed, source: UserText, isJson: boolean, lines: LineCounter): void {
  if (error?.code !== 'RESOURCE_EXHAUSTION') return;
  throw syntaxError(isJson ? 'invalid_json' : 'invalid_definition', source, isJson ? 'JSON' : 'YAML', [syntaxFault(error.message, place(lines, error.pos[0]), false)]);
}

function valueOf(document: Document.Parsed, source: UserText): unknown {
  try {
    return document.toJS();
  } catch (error) {
    // ReferenceError: an alias without an anchor, or aliases that multiply without end.
    if (!(error instanceof ReferenceError)) throw error;
    throw syntaxError('invalid_definition', source, 'YAML', [{ path: '$', code: 'invalid_syntax', message: error.message.replace(/: .*$/s, '.') }]);
  }
}

function parseJson(source: UserText, lines: LineCounter): unknown {
  const errors: ParseError[] = [];
  parseTree(source.text, errors, { disallowComments: true, allowTrailingComma: false });
  const first = errors[0];
  if (first === undefined) return JSON.parse(source.text);
  // The parser goes on after a fault, but what it finds then is often a consequence.
  const reason = printParseErrorCode(first.error).replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
  throw syntaxError('invalid_json', source, 'JSON', [syntaxFault(reason, place(lines, first.offset), false)]);
}

function syntaxFault(message: string, position: TextPosition, duplicate: boolean): Fault {
  if (duplicate) return { path: '$', code: 'duplicate_key', message: 'This key stands here twice.', position };
  return { path: '$', code: 'invalid_syntax', message: `${message.charAt(0).toUpperCase()}${message.slice(1).replace(/\.$/, '')}.`, position };
}

function syntaxError(code: 'invalid_json' | 'invalid_definition', source: UserText, language: string, errors: readonly Fault[]): AppError {
  return new AppError(code, `${source.label ?? 'The document'} is not valid ${language}.`, { errors });
}

function positionOf(document: Document.Parsed, lines: LineCounter, fault: Fault): TextPosition | undefined {
  let node: Node | null | undefined = document.contents;
  let offset = node?.range?.[0] ?? 0;
  for (const key of parseJsonPath(fault.path)) {
    const step = stepInto(node, key, fault.code === 'unknown_key');
    if (step === undefined) break;
    node = step.node;
    offset = step.offset;
  }
  return place(lines, offset);
}

/** The value under a key. It stands at the key where that is what is wrong, or where there is no value. */
function stepInto(node: Node | null | undefined, key: string | number, atKey: boolean): { node: Node | null; offset: number } | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(key)] as Node | undefined;
    return item?.range ? { node: item, offset: item.range[0] } : undefined;
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
  if (pair === undefined) return undefined;
  const value = pair.value as Node | null;
  const [start, end] = (!atKey && value?.range) || [0, 0];
  return { node: value, offset: end > start ? start : ((pair.key as Node).range?.[0] ?? 0) };
}

function place(lines: LineCounter, offset: number): TextPosition {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}
