/** What YAML has beside JSON, and what has broken its readers: aliases that multiply, tags, merges, keys that are no texts, depth. */
export const YAML_TEXTS: readonly string[] = [
  `a: &a [x, x, x, x, x, x, x, x, x]\n${'bcdefghij'.split('').map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[index]}`).join(', ')}]`).join('\n')}\n`,
  'a: &a\n  b: *a\n',
  '&a [*a]',
  'a: *missing\n',
  '<<: {name: shop}\ntables: []\n',
  'base: &base {data_type: INT}\nname: shop\ntables:\n  - name: t\n    target_rows: 3\n    columns:\n      - <<: *base\n        name: id\n',
  '--- {name: a}\n--- {name: b}\n',
  '%YAML 1.1\n---\nname: yes\non: off\nnumber: 0o17\nold: 017\nsexagesimal: 190:20:30\n',
  '%TAG ! tag:example.org,2000:\n---\n!thing {name: a}\n',
  'name: !!binary aGVsbG8=\nset: !!set {a, b}\nomap: !!omap [a: 1]\ndate: !!timestamp 2026-01-01\nfloat: !!float 1\ncall: !!js/function "function () {}"\n',
  '? {a: 1}\n: complex\n? [1, 2]\n: list\n? |\n  long\n: text\n? null\n: nothing\n',
  'name: |+\n  kept\n\n\ntext: >-\n  folded\n   more\n',
  'a: .inf\nb: -.INF\nc: .nan\nd: 0x1F\ne: 1e400\nf: 123456789012345678901234567890\ng: ~\n',
  '__proto__: {polluted: true}\nconstructor: {prototype: {polluted: true}}\n',
  '\tname: tab\n',
  'name: shop # comment\n# comment\n...\n',
  '- a\n- b\nname: c\n',
  '"name": \'it\'\'s\'\n\'text\': "\\x41\\u0042\\U0001F600\\N\\_"\n',
  '"\\ud800"\n',
  'name: @at\nother: `tick`\n',
  'name: "open\n',
  '[',
  '{',
  '[[[[[[[[[[[[[[[[[[[[',
  '- - - - - - - - - - - - - - -\n',
  'targets:\n  - id: a\n    kind: sqlite\n    dsn: sqlite:///a.db\n  - &b {id: b, kind: duckdb}\n  - *b\n',
  '',
  '\0',
  '---\n',
  'null\n',
];

/** Pieces that are put into a text. */
export const YAML_PIECES: readonly string[] = [
  '\n', '\n  ', '\n\t', ': ', ':', '- ', '- - ', '? ', '[', ']', '{', '}', ', ', '&a ', '*a', '<<: *a\n', '!!str ', '!!binary ', '!<tag:x> ', '| \n', '>-\n', '"', "'", '#', ' #', '%', '---\n', '...\n', '~', '\\', '\r\n', '\u0085', '\u2028', '\uFEFF', '"a": 1,', 'null', '.inf', '0x', '[['.repeat(400), '{a: '.repeat(300), '- '.repeat(2_000), '  '.repeat(500), '? '.repeat(300), '!'.repeat(300), '&a'.repeat(200), '\n- a'.repeat(500), 'a: 1\n'.repeat(300),
];
