import { MOST_LEVELS } from '@dw-sim/contracts';
import { Composer, CST, Document, type LineCounter, type Node, Parser, visit, YAMLParseError } from 'yaml';

/**
 * Parses one document of YAML 1.2, JSON among it. What is wrong with it is in its `errors`, in the order of the text; nothing is
 * printed. A text that is nested deeper than {@link MOST_LEVELS} has that error alone: what composes nodes calls itself for each
 * level, and an overflow of the stack can end the process.
 * @param lines learns where lines begin
 */
export function parseYaml(text: string, lines?: LineCounter): Document.Parsed {
  const tokens: CST.Token[] = [];
  for (const token of new Parser(lines?.addNewLine).parse(text)) {
    const deep = placeBelow(token, MOST_LEVELS);
    if (deep !== undefined) return refused(deep);
    tokens.push(token);
  }
  const [document, other] = [...new Composer({ prettyErrors: false, logLevel: 'error', stringKeys: true }).compose(tokens, true, text.length)] as [Document.Parsed, Document.Parsed?];
  if (other) document.errors.push(new YAMLParseError([other.range[0], other.range[1]], 'MULTIPLE_DOCS', 'The text holds several documents'));
  if (text.includes('*')) document.errors.push(...endlessAliases(document));
  return document;
}

/** Aliases that stand within what they repeat. They refer to what is before them, so each is within the anchored node itself. */
function endlessAliases(document: Document.Parsed): readonly YAMLParseError[] {
  const anchored = new Map<string, unknown>();
  const errors: YAMLParseError[] = [];
  visit(document, {
    Node: (_key, node) => {
      const { anchor } = node as Node & { readonly anchor?: string };
      if (anchor !== undefined) anchored.set(anchor, node);
    },
    Alias: (_key, { source, range }, path) => {
      const [start, end] = range ?? [0, 0];
      if (path.includes(anchored.get(source) as Node)) errors.push(new YAMLParseError([start, end], 'BAD_ALIAS', 'An alias stands within what it repeats'));
    },
  });
  return errors;
}

/** What an error says, without a word of the text: that may be a password. */
export function yamlReason({ code }: YAMLParseError): string {
  return code === 'RESOURCE_EXHAUSTION' ? `nested deeper than ${MOST_LEVELS} levels` : code.toLowerCase().replaceAll('_', ' ');
}

function refused(offset: number): Document.Parsed {
  const document = new Document(null) as Document.Parsed;
  document.errors.push(new YAMLParseError([offset, offset + 1], 'RESOURCE_EXHAUSTION', `The text is nested deeper than ${MOST_LEVELS} levels`));
  return document;
}

/** Offset of a collection that is nested deeper than so many levels; undefined where there is none. */
function placeBelow(token: CST.Token, levels: number): number | undefined {
  const open: { readonly token: CST.Token; readonly level: number }[] = [{ token, level: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const level = 'items' in next.token ? next.level + 1 : next.level;
    if (level > levels) return next.token.offset;
    for (const each of innerTokens(next.token)) open.push({ token: each, level });
  }
  return undefined;
}

function innerTokens(token: CST.Token): readonly CST.Token[] {
  if (token.type === 'document') return token.value ? [token.value] : [];
  return CST.isCollection(token) ? token.items.flatMap(({ key, value }) => [value ?? [], key ?? []].flat()) : [];
}
