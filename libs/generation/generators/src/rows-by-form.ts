/** Chooses the form of each row. */
export type FormChooser = (out: Uint32Array, rows: Uint32Array, count: number) => void;

/** The rows of a batch by their form. */
export class RowsByForm {
  /** Form of each row. */
  forms = new Uint32Array(0);
  /** Rows of each form, in their order, and how many there are. */
  rowsOf: Uint32Array[] = [];
  readonly counts: Uint32Array;

  constructor(
    private readonly size: number,
    private readonly chooser: FormChooser | undefined,
  ) {
    this.counts = new Uint32Array(size);
  }

  /** Chooses the forms alone. */
  choose(rows: Uint32Array, count: number): void {
    if (this.forms.length < count) this.forms = new Uint32Array(count);
    this.chooser?.(this.forms, rows, count);
  }

  /** Chooses the forms and splits the rows. */
  split(rows: Uint32Array, count: number): void {
    this.choose(rows, count);
    if (!this.chooser) {
      this.rowsOf = [rows];
      this.counts[0] = count;
      return;
    }
    if (this.rowsOf.length === 0 || this.rowsOf[0].length < count) this.rowsOf = Array.from({ length: this.size }, () => new Uint32Array(count));
    const { forms, rowsOf, counts } = this;
    counts.fill(0);
    for (let i = 0; i < count; i++) {
      const form = forms[i];
      rowsOf[form][counts[form]++] = rows[i];
    }
  }
}
