import fc from 'fast-check';
import { CsvCounter } from './csv-counter';

async function countIn(text: string, cuts: readonly number[] = []): Promise<number> {
  const bytes = Buffer.from(text);
  const edges = [0, ...[...cuts].map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  const counter = new CsvCounter();
  const chunks = (async function* () {
    for (let i = 1; i < edges.length; i++) yield bytes.subarray(edges[i - 1], edges[i]);
  })();
  for await (const chunk of counter.count(chunks)) expect(chunk.length).toBeLessThanOrEqual(bytes.length);
  expect(counter.byteLength).toBe(bytes.length);
  return counter.rowCount;
}

test.each([['', 0], ['a,b\n', 0], ['a,b', 0], ['a\n1\n2\n', 2], ['a\r\n1\r\n2', 2], ['a\n"x\ny ""z"""\n', 1]])('%j', async (text, rows) => {
  expect(await countIn(text)).toBe(rows);
});

test('counts the same however the text is cut', async () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', '\n', ',', 'é'), maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(fc.array(cell, { maxLength: 8 }), fc.array(fc.nat(), { maxLength: 5 }), async (cells, cuts) => {
      const text = ['head', ...cells.map((each) => `"${each.replaceAll('"', '""')}"`)].map((line) => `${line}\n`).join('');
      expect(await countIn(text, cuts)).toBe(cells.length);
    }),
  );
});
