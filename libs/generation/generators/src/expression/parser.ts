import type { ColumnType } from '@dw-sim/contracts';
import { type ExpressionFault, SyntaxFault } from './expression-fault';
import { castType } from './cast-type';
import { membership, negate, range } from './predicates';
import type { CaseBranch, Syntax } from './syntax';
import { type Token, tokenize } from './tokens';
import { BINARY, KEYWORDS, POWER, TIME_PARTS, TIME_WORDS } from './words';

/** Deepest nesting of brackets, conditions and signs. */
const MAX_NESTING = 100;

/** Parses an expression; answers its first fault where it is none. */
export function parseExpression(code: string): { readonly syntax: Syntax } | { readonly fault: ExpressionFault } {
  try {
    return { syntax: new Parser(tokenize(code)).whole() };
  } catch (error) {
    if (!(error instanceof SyntaxFault)) throw error;
    return { fault: { at: error.at, code: 'syntax', message: error.message, allowed: error.allowed } };
  }
}

/** Operator precedence parser (V. Pratt, "Top down operator precedence", 1973). */
class Parser {
  private index = 0;
  private nesting = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  whole(): Syntax {
    const syntax = this.expression(0);
    if (this.next.kind !== 'end') throw this.unexpected('an operator or the end');
    return syntax;
  }

  private get next(): Token {
    return this.tokens[this.index];
  }

  private expression(power: number): Syntax {
    if (++this.nesting > MAX_NESTING) throw new SyntaxFault(this.next.at, 'the expression is nested too deeply', `${MAX_NESTING} levels`);
    let left = this.operand();
    for (let more = this.continued(left, power); more; more = this.continued(left, power)) left = more;
    this.nesting--;
    return left;
  }

  /** What begins without an operand before it. */
  private operand(): Syntax {
    const token = this.take();
    const { at } = token;
    switch (token.kind) {
      case 'number':
        return { kind: 'literal', at, value: Number(token.text) };
      case 'string':
        return { kind: 'literal', at, value: token.text };
      case 'quoted':
        return { kind: 'column', at, name: token.text };
      case 'name':
        return this.named(token);
      default:
        if (token.text === '(') return this.closed(this.expression(0), ')');
        if (token.text === '-') return { kind: 'operator', at, operator: 'negate', args: [this.expression(POWER.unary)] };
        if (token.text === '+') return this.expression(POWER.unary);
        this.index--;
        throw this.unexpected('a value, a column or a function');
    }
  }

  private named({ text, source, at }: Token): Syntax {
    switch (text) {
      case 'true':
      case 'false':
        return { kind: 'literal', at, value: text === 'true' };
      case 'null':
      case 'none':
        return { kind: 'literal', at, value: null };
      case 'not':
        return { kind: 'operator', at, operator: 'not', args: [this.expression(POWER.not)] };
      case 'case':
        return this.caseOf(at);
      case 'cast':
        return this.castCall(at);
    }
    if (KEYWORDS.has(text)) {
      this.index--;
      throw this.unexpected('a value, a column or a function');
    }
    if (Object.hasOwn(TIME_WORDS, text) && this.next.kind === 'string') return { kind: 'time', at, type: TIME_WORDS[text], text: this.take().text };
    if (!this.skip('(')) return { kind: 'column', at, name: source };
    return text === 'extract' ? this.extract() : { kind: 'call', at, name: text, args: this.list(')') };
  }

  /** `EXTRACT(hour FROM time)`, behind its bracket. */
  private extract(): Syntax {
    const { at, text, source } = this.take();
    if (!TIME_PARTS.includes(text)) throw new SyntaxFault(at, `${JSON.stringify(source)} is no part of a time`, TIME_PARTS);
    this.expect('from');
    return this.closed({ kind: 'call', at, name: text, args: [this.expression(0)] }, ')');
  }

  /** The operand with what follows it, where that binds more tightly than `power`. */
  private continued(left: Syntax, power: number): Syntax | undefined {
    const { kind, text, at } = this.next;
    if (kind !== 'operator' && kind !== 'name') return undefined;
    if (Object.hasOwn(BINARY, text)) {
      const [own, operator] = BINARY[text];
      if (own <= power) return undefined;
      this.index++;
      return { kind: 'operator', at, operator, args: [left, this.expression(own)] };
    }
    if (text === '::' && power < POWER.cast) {
      this.index++;
      return { kind: 'cast', at, operand: left, type: this.type() };
    }
    if (text === 'if' && power < POWER.if) return this.conditional(left);
    return power < POWER.comparison ? this.predicate(left) : undefined;
  }

  /** `value if condition else other` */
  private conditional(then: Syntax): Syntax {
    const { at } = this.take();
    const when = this.expression(POWER.if);
    this.expect('else');
    return { kind: 'case', at, branches: [{ when, then }], otherwise: this.expression(0) };
  }

  /** `IS [NOT] NULL`, `[NOT] IN (…)`, `[NOT] BETWEEN … AND …`, `[NOT] LIKE …` */
  private predicate(operand: Syntax): Syntax | undefined {
    const { at, text } = this.next;
    if (text === 'is') {
      this.index++;
      const negated = this.skip('not');
      if (!this.skip('null') && !this.skip('none')) throw this.unexpected('NULL');
      return negate(negated, { kind: 'operator', at, operator: 'is null', args: [operand] });
    }
    const negated = text === 'not' && ['in', 'between', 'like', 'ilike'].includes(this.tokens[this.index + 1].text);
    if (negated) this.index++;
    if (this.skip('in')) return negate(negated, membership(operand, this.items(), at));
    if (this.skip('between')) {
      const low = this.expression(POWER.comparison);
      this.expect('and');
      return negate(negated, range(operand, low, this.expression(POWER.comparison), at));
    }
    if (this.skip('like')) return negate(negated, this.like('like', operand, at));
    if (this.skip('ilike')) return negate(negated, this.like('ilike', operand, at));
    return undefined;
  }

  private items(): readonly Syntax[] {
    const open = this.next;
    if (!this.skip('(') && !this.skip('[')) throw this.unexpected('a list in brackets');
    const items = this.list(open.text === '(' ? ')' : ']');
    if (items.length === 0) throw new SyntaxFault(open.at, 'the list is empty', 'at least one value');
    return items;
  }

  private like(operator: 'like' | 'ilike', operand: Syntax, at: number): Syntax {
    const pattern = this.expression(POWER.comparison);
    const escape = this.skip('escape') ? [this.expression(POWER.comparison)] : [];
    return { kind: 'operator', at, operator, args: [operand, pattern, ...escape] };
  }

  private caseOf(at: number): Syntax {
    const subject = this.next.text === 'when' ? undefined : this.expression(0);
    const branches: CaseBranch[] = [];
    while (this.next.text === 'when' || branches.length === 0) {
      const { at: whenAt } = this.expect('when');
      const value = this.expression(0);
      this.expect('then');
      const when: Syntax = subject ? { kind: 'operator', at: whenAt, operator: '=', args: [subject, value] } : value;
      branches.push({ when, then: this.expression(0) });
    }
    const otherwise: Syntax = this.skip('else') ? this.expression(0) : { kind: 'literal', at, value: null };
    this.expect('end');
    return { kind: 'case', at, branches, otherwise };
  }

  private castCall(at: number): Syntax {
    this.expect('(');
    const operand = this.expression(0);
    this.expect('as');
    return this.closed({ kind: 'cast', at, operand, type: this.type() }, ')');
  }

  /** Name of a type, perhaps with one or two numbers in brackets. */
  private type(): ColumnType {
    const { at, text, source } = this.take();
    const numbers: number[] = [];
    if (this.skip('(')) {
      do numbers.push(Number(this.take().text));
      while (this.skip(','));
      this.expect(')');
    }
    const type = castType(text, numbers);
    if (typeof type === 'string') throw new SyntaxFault(at, `${JSON.stringify(source)} is no type to cast to`, type);
    return type;
  }

  private list(close: string): readonly Syntax[] {
    const items: Syntax[] = [];
    if (this.skip(close)) return items;
    do items.push(this.expression(0));
    while (this.skip(','));
    this.expect(close);
    return items;
  }

  private closed(syntax: Syntax, close: string): Syntax {
    this.expect(close);
    return syntax;
  }

  private take(): Token {
    const token = this.next;
    if (token.kind !== 'end') this.index++;
    else throw this.unexpected('more');
    return token;
  }

  private skip(text: string): boolean {
    const found = this.next.text === text && (this.next.kind === 'operator' || this.next.kind === 'name');
    if (found) this.index++;
    return found;
  }

  private expect(text: string): Token {
    const token = this.next;
    if (!this.skip(text)) throw this.unexpected(/\w/.test(text) ? text.toUpperCase() : `"${text}"`);
    return token;
  }

  private unexpected(wanted: string): SyntaxFault {
    const { at, kind, source } = this.next;
    return new SyntaxFault(at, kind === 'end' ? 'the expression ends too early' : `unexpected ${JSON.stringify(source)}`, wanted);
  }
}
