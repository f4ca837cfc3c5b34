import { sqlTokens } from './sql-tokens';

describe('sqlTokens', () => {
  it.each([
    ['SELECT a', ['word:SELECT', 'word:a']],
    ['"a""b" `c``d` [e"f]', ['quoted:a"b', 'quoted:c`d', 'quoted:e"f']],
    ["'it''s'", ["string:it's"]],
    ['a -- b\nc /* d ; */ e', ['word:a', 'word:c', 'word:e']],
    ['a /* open', ['word:a']],
    ['/* /* */ b', ['word:b']],
    ['\uFEFFa\uFEFFb', ['word:a\uFEFFb']],
    ['a(1.5e3)', ['word:a', 'symbol:(', 'symbol:1.5e3', 'symbol:)']],
    ['?1 :a @b $c', ['variable:?1', 'variable::a', 'variable:@b', 'variable:$c']],
    ["'open", ["symbol:'", 'word:open']],
  ])('cuts %j', (sql, tokens) => {
    expect(sqlTokens(sql).map(({ kind, text }) => `${kind}:${text}`)).toEqual(tokens);
  });

  it('tells where each token is', () => {
    const sql = 'SELECT "größe" -- x\n FROM t';
    expect(sqlTokens(sql).map(({ offset, length }) => sql.slice(offset, offset + length))).toEqual(['SELECT', '"größe"', 'FROM', 't']);
  });
});
