import type { CellValue, ResultColumn } from '@dw-sim/contracts';
import { uniqueNames } from '@dw-sim/warehouse-core';

type Batches = AsyncIterable<readonly (readonly CellValue[])[]>;

/** Makes an object of each row, by the columns' names; a name that comes again gets a number. */
function objectWriter(columns: readonly ResultColumn[]): (row: readonly CellValue[]) => string {
  const keys = uniqueNames(columns.map(({ name }) => name)).map((name) => `${JSON.stringify(name)}:`);
  return (row) => {
    let text = '{';
    for (let index = 0; index < keys.length; index++) text += (index === 0 ? '' : ',') + keys[index]! + JSON.stringify(row[index]);
    return `${text}}`;
  };
}

/** An object on each line (https://github.com/ndjson/ndjson-spec). The first chunk comes with the first rows. */
export async function* ndjsonChunks(columns: readonly ResultColumn[], batches: Batches): AsyncGenerator<string> {
  const write = objectWriter(columns);
  for await (const rows of batches) {
    let text = '';
    for (const row of rows) text += `${write(row)}\n`;
    yield text;
  }
}

/** One array of objects. */
export async function* jsonRowsChunks(columns: readonly ResultColumn[], batches: Batches): AsyncGenerator<string> {
  const write = objectWriter(columns);
  let separator = '[\n';
  for await (const rows of batches) {
    let text = '';
    for (const row of rows) {
      text += separator + write(row);
      separator = ',\n';
    }
    yield text;
  }
  yield separator === ',\n' ? '\n]\n' : '[]\n';
}
