import { splitStatements } from './split-statements';

test('splits at semicolons outside strings, names and comments', () => {
  const sql = "-- one; two\nSELECT ';', \";\", $a$;$a$, E'\\';';\n  /* ; /* ; */ ; */ SELECT 2 ;;\n-- end";
  expect(splitStatements(sql)).toEqual([
    { text: "SELECT ';', \";\", $a$;$a$, E'\\';'", start: 12, end: 44, position: { line: 2, column: 1, length: 32 } },
    { text: 'SELECT 2', start: 66, end: 74, position: { line: 3, column: 21, length: 8 } },
  ]);
});

test('an open string takes the rest', () => {
  expect(splitStatements("SELECT 'a; SELECT 2").map((statement) => statement.text)).toEqual(["SELECT 'a; SELECT 2"]);
});

test.each(['', '  \n', ';;', '-- only a comment', '/* open'])('nothing in %j', (sql) => {
  expect(splitStatements(sql)).toEqual([]);
});
