/** What says that a table's files are ours, and which: without it, a folder is somebody else's. */
export const MARKER_FILE = '_dw_sim.json';

export interface TableMarker {
  readonly made_by: 'dw-simulator';
  readonly table: string;
  readonly format: string;
  readonly columns: readonly { readonly name: string; readonly type: string; readonly nullable: boolean }[];
  readonly rows: number;
  /** Below the table's folder. */
  readonly files: readonly string[];
}

/** Undefined where a text is no marker. */
export function readMarker(text: string | undefined): TableMarker | undefined {
  try {
    const marker = JSON.parse(text ?? '') as TableMarker;
    return marker.made_by === 'dw-simulator' && Array.isArray(marker.files) ? marker : undefined;
  } catch {
    // SyntaxError: somebody else's file of this name.
    return undefined;
  }
}

export function writeMarker(marker: TableMarker): string {
  return `${JSON.stringify(marker, null, 2)}\n`;
}
