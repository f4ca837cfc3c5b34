import { spellExactly, spellIdentifier } from './identifier';
import type { NewName } from './analysis';
import type { Splice } from './spliced-text';
import type { Token } from '../token';

/** A place where a statement names a table that gets another name. */
export class TableReference {
  /** Qualifiers of columns that mean this table by its bare name: the `customers` of `customers.id`. */
  readonly bareQualifiers: Token[] = [];
  /** The same behind a schema: the `customers` of `public.customers.id`. */
  readonly dottedQualifiers: Token[] = [];

  /**
   * @param name last part of the name as written
   * @param replacement what takes its place
   * @param aliasAt offset at which an alias may be put
   */
  constructor(
    private readonly sql: string,
    private readonly name: Token,
    private readonly replacement: NewName,
    private readonly aliasAt: number,
  ) {}

  /**
   * Columns that are qualified by the table's name keep their text: the table gets that name as its alias. An alias
   * would hide the schema of `public.customers.id`, so there every qualifier is replaced instead. A table that only gets
   * a schema goes by its own name.
   */
  splices(): readonly Splice[] {
    const { schema } = this.replacement;
    if (schema !== undefined) {
      const name = this.replace(this.name);
      return [{ ...name, text: `${spellExactly(schema)}.${name.text}` }];
    }
    if (this.dottedQualifiers.length > 0) {
      return [this.name, ...this.dottedQualifiers, ...this.bareQualifiers].map((token) => this.replace(token));
    }
    if (this.bareQualifiers.length === 0) return [this.replace(this.name)];
    const alias = ` AS ${this.written(this.name)}`;
    const replaced = this.replace(this.name);
    if (this.aliasAt === this.name.end) return [{ ...replaced, text: replaced.text + alias }];
    return [replaced, { start: this.aliasAt, end: this.aliasAt, text: alias }];
  }

  private replace(token: Token): Splice {
    const { name, exact } = this.replacement;
    return { start: token.start, end: token.end, text: exact ? spellExactly(name) : spellIdentifier(name, this.written(token)) };
  }

  private written(token: Token): string {
    return this.sql.slice(token.start, token.end);
  }
}
