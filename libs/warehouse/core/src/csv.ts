import type { CellValue, ResultColumn } from '@dw-sim/contracts';

const NEEDS_QUOTES = /[",\r\n]/;

/**
 * Records of RFC 4180: CRLF after each, quotes where a comma, a quote or a line break asks for them. NULL is an empty
 * field and the empty text `""`, as PostgreSQL's COPY has it; the libraries looked at cannot tell them apart.
 */
export function csvRecords(rows: readonly (readonly CellValue[])[]): string {
  let text = '';
  for (const row of rows) {
    for (let index = 0; index < row.length; index++) text += index === 0 ? csvField(row[index]!) : `,${csvField(row[index]!)}`;
    text += '\r\n';
  }
  return text;
}

function csvField(value: CellValue): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  return value === '' || NEEDS_QUOTES.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** The whole text in chunks, one for the header and one for each batch. */
export async function* csvChunks(columns: readonly ResultColumn[], batches: AsyncIterable<readonly (readonly CellValue[])[]>): AsyncGenerator<string> {
  yield csvRecords([columns.map(({ name }) => name)]);
  for await (const rows of batches) yield csvRecords(rows);
}
