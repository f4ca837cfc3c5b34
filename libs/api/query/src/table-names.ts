import { AppError } from '@dw-sim/contracts';
import { didYouMean, nearest, type WrittenChange, type WrittenColumn, type WrittenTarget } from '@dw-sim/sql';
import type { ChangeTarget } from '@dw-sim/warehouse-core';
import type { KnownTable } from './known-table';
import type { QueriedExperiment } from './prepared-query';

/** What the names of a text mean: tables of the experiment, those that it makes in the experiment, and temporary ones. */
export class TableNames {
  /** By their names in lower case. */
  private readonly logical: Map<string, string>;
  private readonly temporary = new Set<string>();

  private readonly known: ReadonlyMap<string, readonly string[]>;

  /**
   * @param changes of the text
   * @param tables whose columns are known
   */
  constructor(
    private readonly experiment: QueriedExperiment | undefined,
    changes: readonly (WrittenChange | undefined)[],
    tables: readonly KnownTable[],
  ) {
    this.known = new Map(tables.map(({ name, columns }) => [name.toLowerCase(), columns.map((column) => column.name)]));
    this.logical = new Map((experiment?.tables ?? []).map((name) => [name.toLowerCase(), name]));
    for (const change of changes) {
      if (change?.kind === 'rename') this.noteRename(change.target.name.toLowerCase(), change.to);
      if (change?.kind !== 'create' && change?.kind !== 'create-as' && change?.kind !== 'create-view') continue;
      const { name } = change.target;
      if (change.temporary) {
        this.temporary.add(name.toLowerCase());
        this.logical.delete(name.toLowerCase());
      } else if (!this.logical.has(name.toLowerCase())) this.logical.set(name.toLowerCase(), this.ownPart(name) ?? name);
    }
  }

  private noteRename(from: string, to: string): void {
    if (this.temporary.has(from)) this.temporary.add(to.toLowerCase());
    else this.logical.set(to.toLowerCase(), to);
  }

  /** The tables whose names stand for others in the warehouse. */
  get tables(): readonly string[] {
    return [...this.logical.values()];
  }

  /** A table that there is, or should be. @throws AppError `invalid_sql` where it is none of the experiment's */
  existing({ name, qualifiers, position }: WrittenTarget, mayBeMissing = false): ChangeTarget {
    const folded = name.toLowerCase();
    if (qualifiers.length === 0 && this.temporary.has(folded)) return { name, temporary: true };
    this.assertOwnSchema(qualifiers, position);
    const table = this.logical.get(folded) ?? this.ownPart(name);
    if (table !== undefined) return { name: this.physical(table), temporary: false };
    if (mayBeMissing) return { name: this.physical(name), temporary: false };
    const known = this.experiment ? `Tables of ${this.experiment.name}: ${this.tables.join(', ')}.` : 'Name the experiment whose table it is.';
    throw new AppError('invalid_sql', `Unknown table "${name}"${didYouMean(nearest(name, this.tables))}`, { position, hint: known });
  }

  /** Columns of a table by their own names, which are found in any case; those that are not known as they are written. */
  columns({ name, qualifiers }: WrittenTarget, written: readonly WrittenColumn[]): readonly string[] {
    const isTemporary = qualifiers.length === 0 && this.temporary.has(name.toLowerCase());
    const known = isTemporary ? undefined : this.known.get((this.ownPart(name) ?? name).toLowerCase());
    return written.map((column) => known?.find((each) => each.toLowerCase() === column.name.toLowerCase()) ?? column.name);
  }

  /** A table that is to be made. */
  made({ name, qualifiers, position }: WrittenTarget, temporary: boolean): ChangeTarget {
    if (temporary) return { name, temporary: true };
    this.assertOwnSchema(qualifiers, position);
    return { name: this.physical(this.logical.get(name.toLowerCase()) ?? name), temporary: false };
  }

  /** Name in the warehouse of a table that gets another one. Errors as `existing`. */
  renamed(target: WrittenTarget, to: string): string {
    return this.existing(target).temporary ? to : this.physical(to);
  }

  /** Physical name of a table of the experiment. */
  physical(name: string): string {
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
