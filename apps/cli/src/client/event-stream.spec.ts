import fc from 'fast-check';
import { readEventStream, type StreamMessage } from './event-stream';

async function read(bytes: Uint8Array, cuts: readonly number[]): Promise<readonly StreamMessage[]> {
  const edges = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  const chunks = (async function* () {
    for (let i = 1; i < edges.length; i++) yield bytes.subarray(edges[i - 1], edges[i]);
  })();
  const messages: StreamMessage[] = [];
  for await (const message of readEventStream(chunks)) messages.push(message);
  return messages;
}

test('messages arrive whole and in order, wherever the stream is cut', async () => {
  const data = fc.string({ unit: fc.constantFrom('a', 'é', '東', '😀', ' ', ':', '"', 'data:'), minLength: 1, maxLength: 20 }).map((text) => JSON.stringify({ text }));
  await fc.assert(
    fc.asyncProperty(fc.array(data, { maxLength: 10 }), fc.array(fc.nat(), { maxLength: 20 }), fc.constantFrom('\n', '\r\n'), async (all, cuts, newline) => {
      const text = all.map((each, index) => [`id: ${index + 1}`, 'event: progress', ': comment', `data: ${each}`, '', ''].join(newline)).join('');
      const messages = await read(Buffer.from(text), cuts);
      expect(messages).toEqual(all.map((each, index) => ({ id: String(index + 1), event: 'progress', data: each })));
    }),
    { numRuns: 300 },
  );
});

test('a message that is cut off is left out', async () => {
  expect(await read(Buffer.from('data: 1\n\ndata: 2\n'), [])).toEqual([{ id: undefined, event: undefined, data: '1' }]);
});
