import type { DdlToken, DdlTokenKind } from './ddl-token';
import type { ImportReport } from './import-report';
import type { LexicalRules } from './lexical-rules';
import { holdsStatement, shortLine, unescaped } from './quoted-text';
import { createTableEnd } from './split-ddl';

const SPACE = /[\s\0\uFEFF\u200B-\u200D\u2060]+/y;
/** `//` as in Snowflake, but not in `file:///tmp`. */
const LINE_COMMENT = /(?:--|(?<!:\/?)\/\/)[^\n]*/y;
const WORD = /[\p{L}_$#][\p{L}\p{M}\p{N}_$#]*/uy;
const WORD_START = /[A-Za-z0-9_]/;
const NUMBER = /(?:0[xX][\da-fA-F]+|\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)/y;
/** A name that starts with a digit, as MySQL and Hive allow. */
const NUMBERED_WORD = /\d+[\p{L}_][\p{L}\p{N}_]*/uy;
const DOLLAR_TAG = /\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$/uy;
const STAGE = /@[~%"\p{L}_@][^\s,;()]*/uy;
const TEMPLATE = /\{\{[^{}\n]*\}\}|\$\{[^{}\n]*\}|<%=?[^%\n]*%>|&\{[^{}\n]*\}/y;
const TEMPLATE_TAG = /\{%[^%]*%\}|\{#[^#]*#\}/y;
/** Strings without an end after which no other end is looked for, so that no text is searched again and again. */
const MOST_OPEN_STRINGS = 20;
/** The most frequent symbols, which no other token starts with. */
const BRACKETS = new Set(['(', ')', ',']);
/** Characters that start neither white space nor a comment. */
const SOLID = /[A-Za-z0-9_"'`(),.;=]/;
/** Characters outside ASCII that are no letters: one token, however many. */
const OTHER = /[^\0-\x7F\p{L}]+/uy;
const SYMBOLS = ['::', '=>', '<=', '>=', '<>', '!=', '||', ':='];
/** Lines that a client program reads, not the server. */
const COMMAND = /(?:\\[A-Za-z!.?][^\n]*|![A-Za-z][^\n]*|\.[A-Za-z]+(?:[ \t][^\n]*)?|@@?[\w./-]+\.sql[^\n]*)/y;
const GO = /(?:GO(?:[ \t]+\d+)?|\/)[ \t]*;?[ \t]*(?:--[^\n]*)?(?=\r?\n|$)/iy;
const DELIMITER = /DELIMITER[ \t]+(\S+)[^\n]*/iy;
const CONDITIONAL = /\/\*M?!\d*/y;

/**
 * Cuts DDL into tokens, in one pass. Never fails: what is left open is a fault, and reading goes on behind its line.
 */
export function lexDdl(text: string, rules: LexicalRules, report: ImportReport): readonly DdlToken[] {
  return new DdlLexer(text, rules, report).tokens();
}

class DdlLexer {
  private at = 0;
  private isLineStart = true;
  private delimiter = ';';
  private isConditional = false;
  /** Place of the first token of the statement in the list. */
  private statementStart = 0;
  private readonly found: DdlToken[] = [];
  /** Ends that were looked for in vain, so that no text is searched twice. */
  private readonly missing = new Set<'$' | '*/' | '\\.'>();
  private nestsComments = true;
  private openStrings = 0;

  constructor(
    private readonly text: string,
    private readonly rules: LexicalRules,
    private readonly report: ImportReport,
  ) {}

  tokens(): readonly DdlToken[] {
    while (this.at < this.text.length) {
      if (!this.passOverBlank()) this.readToken();
    }
    return this.found;
  }

  private passOverBlank(): boolean {
    const { text, at } = this;
    if (SOLID.test(text[at])) return false;
    const space = this.match(SPACE, at);
    if (space !== undefined) {
      this.isLineStart ||= text.slice(at, space).includes('\n');
      return this.moveTo(space);
    }
    if (this.delimiter !== ';' && text.startsWith(this.delimiter, at)) return false;
    if (text[at] === '#' && (this.rules.hashComments || this.isLineStart)) return this.moveTo(this.lineEnd(at));
    const comment = this.match(LINE_COMMENT, at) ?? this.match(TEMPLATE_TAG, at) ?? this.match(CONDITIONAL, at);
    if (comment !== undefined) {
      this.isConditional ||= text.startsWith('/*', at);
      return this.moveTo(comment);
    }
    if (this.isConditional && text.startsWith('*/', at)) {
      this.isConditional = false;
      return this.moveTo(at + 2);
    }
    return text.startsWith('/*', at) && this.moveTo(this.commentEnd(at));
  }

  private moveTo(end: number): true {
    this.at = end;
    return true;
  }

  private readToken(): void {
    const { text, at, rules } = this;
    if (BRACKETS.has(text[at])) return this.add('symbol', at + 1, text[at]);
    if (this.isLineStart && this.readLine()) return;
    if (text.startsWith(this.delimiter, at)) return this.separate(at + this.delimiter.length);
    const char = text[at];
    if (char === "'") return this.readString(at, at);
    if (/[eEnNbBxXrR]/.test(char) && text[at + 1] === "'") return this.readString(at, at + 1, /[eE]/.test(char));
    if (char === '"' || char === '`') return this.readQuoted(char);
    if (char === '[' && this.opensName()) return this.readQuoted(']');
    if (char === '$') {
      const tagEnd = this.match(DOLLAR_TAG, at);
      if (tagEnd !== undefined) return this.readDollarQuoted(tagEnd);
    }
    const template = WORD_START.test(char) ? undefined : this.match(TEMPLATE, at);
    if (template !== undefined) return this.add('template', template, text.slice(at, template));
    const word = this.match(WORD, at);
    if (word !== undefined) return this.addWord(word);
    const number = this.match(NUMBER, at);
    const numbered = this.match(NUMBERED_WORD, at);
    if (numbered !== undefined && numbered > (number ?? at)) return this.addWord(numbered);
    if (number !== undefined) return this.add('number', number, text.slice(at, number));
    const stage = rules.backslashes === 'plain' ? undefined : this.match(STAGE, at);
    if (stage !== undefined) return this.add('symbol', stage, text.slice(at, stage));
    const long = SYMBOLS.find((symbol) => text.startsWith(symbol, at));
    const end = this.match(OTHER, at) ?? at + (long?.length ?? 1);
    return this.add('symbol', end, long ?? char);
  }

  /** Lines that belong to a client program as a whole. */
  private readLine(): boolean {
    const { at, text } = this;
    const go = this.match(GO, at);
    if (go !== undefined && (text[at] === '/' || /[gG]/.test(text[at]))) {
      this.separate(go);
      return true;
    }
    if (this.found.length > this.statementStart) return false;
    DELIMITER.lastIndex = at;
    const delimiter = DELIMITER.exec(text);
    if (delimiter) {
      this.delimiter = delimiter[1];
      return this.moveTo(DELIMITER.lastIndex);
    }
    const command = this.match(COMMAND, at);
    if (command === undefined) return false;
    this.add('command', command, text.slice(at, command).trim());
    this.separate(command);
    return true;
  }

  private addWord(end: number): void {
    this.add('word', end, this.text.slice(this.at, end).toUpperCase());
  }

  private add(kind: DdlTokenKind, end: number, text: string): void {
    this.found.push({ kind, start: this.at, end, text, isFirstOnLine: this.isLineStart });
    this.isLineStart = false;
    this.at = end;
  }

  private separate(end: number): void {
    const isCopy = this.found[this.statementStart]?.text === 'COPY' && this.found.slice(this.statementStart).some(({ text, kind }) => kind === 'word' && text === 'STDIN');
    this.add('separator', end, ';');
    this.statementStart = this.found.length;
    if (isCopy) this.passOverData();
  }

  /** Rows of `COPY … FROM stdin`, to the line `\.`. */
  private passOverData(): void {
    const end = /^\\\.[ \t]*\r?$/gm;
    end.lastIndex = this.lineEnd(this.at);
    if (this.missing.has('\\.') || !end.test(this.text)) this.missing.add('\\.');
    else this.moveTo(end.lastIndex);
  }

  private readString(start: number, quote: number, escapes = false): void {
    const end = this.stringEnd(quote, escapes);
    const isLong = end !== undefined && (this.rules.distrustsLongStrings || createTableEnd(this.found, this.statementStart) !== undefined) && holdsStatement(this.text.slice(start, end));
    if (end !== undefined && !isLong) return this.add('string', end, unescaped(this.text.slice(quote + 1, end - 1), escapes || this.rules.backslashes === 'escape'));
    this.openStrings++;
    this.readOpen('string', "'");
  }

  /** Offset behind the closing quote; undefined where there is none. */
  private stringEnd(open: number, escapes: boolean): number | undefined {
    const { text, rules: { backslashes } } = this;
    if (this.openStrings > MOST_OPEN_STRINGS) return undefined;
    for (let i = open + 1; i < text.length; i++) {
      const char = text[i];
      if (char === '\\' && (escapes || backslashes === 'escape')) i++;
      else if (char === '\\' && backslashes === 'either' && text[i + 1] === "'" && !/^'\s*(?:[,);]|$)/.test(text.slice(i + 1, i + 40))) i++;
      else if (char === "'") {
        if (text[i + 1] !== "'") return i + 1;
        i++;
      }
    }
    return undefined;
  }

  private readQuoted(close: string): void {
    const { text, at } = this;
    const line = this.lineEnd(at);
    for (let i = at + 1; i < line; i++) {
      if (text[i] !== close) continue;
      if (text[i + 1] !== close || close === ']') return this.add('quoted', i + 1, text.slice(at + 1, i).replaceAll(close + close, close));
      i++;
    }
    this.readOpen('quoted', close);
  }

  /** What nobody closed ends with its line. */
  private readOpen(kind: 'string' | 'quoted', close: string): void {
    const { text, at } = this;
    const end = this.lineEnd(at);
    const what = kind === 'string' ? 'this text' : 'this name';
    this.report.fault('unclosed_quote', { start: at, end }, `${what} is not closed: ${shortLine(text.slice(at, end))}`, `close it with ${close}; a quote inside is written twice`);
    const rest = /[\s,;)]*$/.exec(text.slice(at + 1, end))?.[0] ?? '';
    this.add(kind, end - rest.length, text.slice(at + 1, end - rest.length));
  }

  private readDollarQuoted(tagEnd: number): void {
    const { text, at } = this;
    const tag = text.slice(at, tagEnd);
    const close = this.missing.has('$') ? -1 : text.indexOf(tag, tagEnd);
    if (close >= 0) return this.add('string', close + tag.length, text.slice(tagEnd, close));
    this.missing.add('$');
    this.report.fault('unclosed_quote', { start: at, end: tagEnd }, `the text that ${tag} opens is not closed`, `close it with ${tag}`);
    this.add('symbol', tagEnd, tag);
  }

  /** `[Order Details]`, but not `INT[]`, `a[1]` or `ARRAY['x']`. */
  private opensName(): boolean {
    const { text, at } = this;
    return /^\[[\p{L}_#@][^\]\n[]{0,127}\]/u.test(text.slice(at, at + 130)) && !/[\p{L}\p{N}_\])"]/u.test(text[at - 1] ?? ' ');
  }

  /** Offset behind a comment; that of its line where it is not closed. */
  private commentEnd(open: number): number {
    const nested = this.nestsComments ? nestedEnd(this.text, open) : undefined;
    if (nested !== undefined) return nested;
    this.nestsComments = false;
    const end = this.missing.has('*/') ? -1 : this.text.indexOf('*/', open + 2);
    if (end >= 0) return end + 2;
    this.missing.add('*/');
    const line = this.lineEnd(open);
    this.report.fault('unclosed_comment', { start: open, end: line }, 'this comment is not closed', 'close it with */');
    return line;
  }

  private lineEnd(at: number): number {
    const end = this.text.indexOf('\n', at);
    return end < 0 ? this.text.length : end;
  }

  private match(pattern: RegExp, at: number): number | undefined {
    pattern.lastIndex = at;
    return pattern.test(this.text) ? pattern.lastIndex : undefined;
  }
}

function nestedEnd(text: string, open: number): number | undefined {
  const mark = /\/\*|\*\//g;
  mark.lastIndex = open + 2;
  for (let depth = 1, found = mark.exec(text); found; found = mark.exec(text)) {
    depth += found[0] === '/*' ? 1 : -1;
    if (depth === 0) return mark.lastIndex;
  }
  return undefined;
}
