import { csvChunks, csvRecords } from './csv';

describe('csvRecords', () => {
  it.each([
    [[1, 'a', true, false], '1,a,true,false'],
    [[null, '', ' ', 0], ',"", ,0'],
    [['a,b', 'say "hi"', 'two\nlines', 'two\r\nlines'], '"a,b","say ""hi""","two\nlines","two\r\nlines"'],
    [['9007199254740993', -1.5, '2024-02-29', '=1+1'], '9007199254740993,-1.5,2024-02-29,=1+1'],
    [['é', '日本', '😀'], 'é,日本,😀'],
  ])('writes %j', (row, line) => {
    expect(csvRecords([row])).toBe(`${line}\r\n`);
  });

  it('tells a lone NULL from a lone empty text', () => {
    expect(csvRecords([[null], ['']])).toBe('\r\n""\r\n');
  });
});

describe('csvChunks', () => {
  it('puts the names first, also where there are no rows', async () => {
    const chunks: string[] = [];
    async function* none(): AsyncGenerator<never> {}
    for await (const chunk of csvChunks([{ name: 'a', type: 'INT', category: 'number' }, { name: 'b "c"', type: 'INT', category: 'number' }], none())) chunks.push(chunk);
    expect(chunks).toEqual(['a,"b ""c"""\r\n']);
  });
});
