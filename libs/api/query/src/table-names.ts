import { AppError } from '@dw-sim/contracts';
import { unknownName, type WrittenChange, type WrittenColumn, type WrittenTarget } from '@dw-sim/sql';
import type { ChangeTarget } from '@dw-sim/warehouse-core';
import type { KnownTable } from './known-table';
import type { QueriedExperiment } from './prepared-query';

/** What names are there at a place of a text. */
interface Names {
  /** Tables of the experiment, by their names in lower case. */
  readonly logical: ReadonlyMap<string, string>;
  /** Temporary tables of the text, in lower case: they hide those of the experiment. */
  readonly temporary: ReadonlySet<string>;
  /** Tables that the text has made with defaults, in lower case. */
  readonly withDefaults: ReadonlySet<string>;
}

/** What the names of a text mean at one of its statements: tables of the experiment, and temporary ones. */
export class TableNames {
  private constructor(
    private readonly experiment: QueriedExperiment | undefined,
    private readonly known: ReadonlyMap<string, readonly string[]>,
    /** Tables of earlier texts that have defaults, in lower case. */
    private readonly defaulted: ReadonlySet<string>,
    private readonly names: Names,
  ) {}

  /**
   * The names at each statement of a text: what it makes is there from the next one on.
   * @param changes of the text
   * @param tables whose columns are known
   */
  static ofText(experiment: QueriedExperiment | undefined, changes: readonly (WrittenChange | undefined)[], tables: readonly KnownTable[]): readonly TableNames[] {
    const known = new Map(tables.map(({ name, columns }) => [name.toLowerCase(), columns.map((column) => column.name)]));
    let names: Names = { logical: new Map((experiment?.tables ?? []).map((name) => [name.toLowerCase(), name])), temporary: new Set(), withDefaults: new Set() };
    const defaulted = new Set(tables.filter(({ columns }) => columns.some(({ hasDefault }) => hasDefault)).map(({ name }) => name.toLowerCase()));
    return changes.map((change) => {
      const here = new TableNames(experiment, known, defaulted, names);
      if (change) names = here.behind(change);
      return here;
    });
  }

  /** The tables whose names stand for others in the warehouse. */
  get tables(): readonly string[] {
    const { logical, temporary } = this.names;
    return [...logical].filter(([folded]) => !temporary.has(folded)).map(([, name]) => name);
  }

  /** Whether there is a table of this name. */
  knows({ name, qualifiers }: WrittenTarget): boolean {
    return this.isTemporary(name, qualifiers) || this.names.logical.has((this.ownPart(name) ?? name).toLowerCase());
  }

  /** A table that there is, or should be. @throws AppError `invalid_sql` where it is none of the experiment's */
  existing({ name, qualifiers, position }: WrittenTarget, mayBeMissing = false): ChangeTarget {
    if (this.isTemporary(name, qualifiers)) return { name, temporary: true };
    this.assertOwnSchema(qualifiers, position);
    const table = this.names.logical.get(name.toLowerCase()) ?? this.ownPart(name);
    if (table !== undefined) return { name: this.physical(table), temporary: false };
    // What is not there is nobody's to protect.
    if (mayBeMissing) return { name, temporary: true };
    const { message, hint } = unknownName(`Unknown table "${name}"`, name, this.tables, `Tables of ${this.experiment?.name}`);
    const told = this.experiment ? hint : 'Name the experiment whose table it is.';
    throw new AppError('invalid_sql', message, { position, ...(told !== undefined && { hint: told }) });
  }

  /** Columns of a table by their own names, which are found in any case; those that are not known as they are written. */
  columns({ name, qualifiers }: WrittenTarget, written: readonly WrittenColumn[]): readonly string[] {
    const known = this.isTemporary(name, qualifiers) ? undefined : this.known.get((this.ownPart(name) ?? name).toLowerCase());
    return written.map((column) => known?.find((each) => each.toLowerCase() === column.name.toLowerCase()) ?? column.name);
  }

  /** For the word DEFAULT as a value, and for RETURNING. @throws AppError `invalid_sql` where the table has defaults, for which NULL would stand */
  requireNoDefaults({ name, qualifiers, position }: WrittenTarget): void {
    const folded = (this.ownPart(name) ?? name).toLowerCase();
    const hasDefaults = this.names.withDefaults.has(folded) || (!this.isTemporary(name, qualifiers) && this.defaulted.has(folded));
    if (hasDefaults) throw new AppError('invalid_sql', `The table "${name}" has defaults: neither the word DEFAULT nor RETURNING is possible with it.`, { position, hint: 'Leave the column out of the INSERT, or write its value; SELECT the rows afterwards.' });
  }

  /** A table that is to be made. */
  made({ name, qualifiers, position }: WrittenTarget, temporary: boolean): ChangeTarget {
    if (temporary) return { name, temporary: true };
    this.assertOwnSchema(qualifiers, position);
    return { name: this.physical(this.names.logical.get(name.toLowerCase()) ?? name), temporary: false };
  }

  /** Name in the warehouse of a table that gets another one. Errors as `existing`. */
  renamed(target: WrittenTarget, to: string): string {
    return this.existing(target).temporary ? to : this.physical(to);
  }

  /** The names behind a statement. */
  private behind(change: WrittenChange): Names {
    const { logical, temporary } = this.names;
    switch (change.kind) {
      case 'create':
      case 'create-as':
      case 'create-view': {
        const { name } = change.target;
        const folded = name.toLowerCase();
        const others = [...this.names.withDefaults].filter((each) => each !== folded);
        const withDefaults = new Set(change.kind === 'create' && change.ddl.defaults.length > 0 ? [...others, folded] : others);
        if (change.temporary) return { logical, temporary: new Set([...temporary, folded]), withDefaults };
        return { logical: logical.has(folded) ? logical : new Map([...logical, [folded, this.ownPart(name) ?? name]]), temporary, withDefaults };
      }
      case 'rename': {
        const { name, qualifiers } = change.target;
        const to = change.to.toLowerCase();
        if (this.isTemporary(name, qualifiers)) return { ...this.names, temporary: new Set([...temporary, to].filter((each) => each !== name.toLowerCase())) };
        return { ...this.names, logical: new Map([...logical].filter(([each]) => each !== name.toLowerCase())).set(to, change.to) };
      }
      case 'drop': {
        const gone = new Set(change.targets.filter(({ name, qualifiers }) => this.isTemporary(name, qualifiers)).map(({ name }) => name.toLowerCase()));
        return gone.size === 0 ? this.names : { ...this.names, temporary: new Set([...temporary].filter((each) => !gone.has(each))) };
      }
      default:
        return this.names;
    }
  }

  private isTemporary(name: string, qualifiers: readonly string[]): boolean {
    return qualifiers.length === 0 && this.names.temporary.has(name.toLowerCase());
  }

  /** Physical name of a table of the experiment. */
  private physical(name: string): string {
    if (!this.experiment) throw new AppError('statement_not_allowed', 'Only tables of an experiment can be made and changed: name the experiment.');
    return this.experiment.naming.physical(this.ownPart(name) ?? name);
  }

  /** The logical name of a table that is written with its physical one. */
  private ownPart(name: string): string | undefined {
    const prefix = this.experiment?.naming.physical('') ?? '';
    return prefix !== '' && name.toLowerCase().startsWith(prefix.toLowerCase()) ? name.slice(prefix.length) : undefined;
  }

  private assertOwnSchema(qualifiers: readonly string[], position: WrittenTarget['position']): void {
    const schema = qualifiers.at(-1);
    const own = this.experiment?.naming.schema;
    if (schema === undefined || own === undefined || schema.toLowerCase() === own.toLowerCase()) return;
    throw new AppError('statement_not_allowed', `Only tables in the schema "${own}" of the experiment can be changed.`, { position });
  }
}
