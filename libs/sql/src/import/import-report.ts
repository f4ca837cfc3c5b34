import type { DdlFault, DdlNotice, DdlWarning } from '@dw-sim/contracts';
import { LineIndex } from '../text-position';
import type { Span } from './ddl-token';

/** A table or a column whose name in the definition is chosen at the end. */
interface Named {
  readonly name: string;
}

/** What a warning is about. */
export interface About {
  readonly table?: Named;
  readonly column?: Named;
}

interface Placed {
  readonly at: Span;
  readonly code: string;
  readonly message: string;
}

const MOST_FAULTS = 200;

/** Collects what an import has to tell, by offsets; positions are worked out once at the end. */
export class ImportReport {
  private readonly placedFaults: (Placed & { readonly hint: string })[] = [];
  private readonly placedWarnings: (Placed & { readonly about: About })[] = [];
  private readonly passedOver = new Map<string, { readonly at: Span; readonly message: string; count: number }>();

  /** @param hint what to write instead */
  fault(code: string, at: Span, message: string, hint: string): void {
    this.placedFaults.push({ code, at, message, hint });
  }

  warn(code: string, at: Span, message: string, about: About = {}): void {
    this.placedWarnings.push({ code, at, message, about });
  }

  /** @param what first words of the statement, by which statements are grouped */
  passOver(what: string, at: Span, message: string): void {
    const earlier = this.passedOver.get(what);
    if (earlier) earlier.count++;
    else this.passedOver.set(what, { at, message, count: 1 });
  }

  get faultCount(): number {
    return this.placedFaults.length;
  }

  /** Groups of statements that were passed over, as they are listed in a message. */
  get passedOverWords(): readonly string[] {
    return [...this.passedOver.keys()];
  }

  /** Everything in the order of the text. */
  told(text: string): { readonly faults: readonly DdlFault[]; readonly warnings: readonly DdlWarning[]; readonly notices: readonly DdlNotice[] } {
    const lines = new LineIndex(text);
    const position = ({ start, end }: Span) => ({ ...lines.positionAt(start), length: Math.max(0, end - start) });
    const faults = this.placedFaults.sort(byPlace).map(({ at, ...fault }) => ({ ...fault, position: position(at) }));
    const warnings = this.placedWarnings.sort(byPlace).map(({ at, about: { table, column }, ...warning }) => ({
      ...warning,
      position: position(at),
      ...(table && { table: table.name }),
      ...(column && { column: column.name }),
    }));
    const groups = [...this.passedOver].sort(([, a], [, b]) => a.at.start - b.at.start);
    const notices = groups.map(([what, { at, message, count }]) => ({ what, count, message, position: position(at) }));
    return { faults: firstFaults(faults), warnings, notices };
  }
}

function byPlace(a: Placed, b: Placed): number {
  return a.at.start - b.at.start;
}

function firstFaults(faults: readonly DdlFault[]): readonly DdlFault[] {
  if (faults.length <= MOST_FAULTS) return faults;
  const next = faults[MOST_FAULTS];
  const more = { ...next, code: 'more_faults', message: `${faults.length - MOST_FAULTS} more faults follow from here`, hint: 'correct those above first' };
  return [...faults.slice(0, MOST_FAULTS), more];
}
