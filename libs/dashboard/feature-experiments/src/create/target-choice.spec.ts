import { targetOf, withTarget } from './target-choice';

const TEXT = '{\n  "name": "shop",\n  "tables": [ ]\n}';

test('the target that a text names', () => {
  expect([TEXT, '{"target_warehouse": "sqlite"}', '{', '[]'].map(targetOf)).toEqual(['', 'sqlite', undefined, undefined]);
});

test('is set, changed and taken away, and the rest stays as it was written', () => {
  const set = withTarget(TEXT, 'marketing');
  expect(set).toBe('{\n  "name": "shop",\n  "target_warehouse": "marketing",\n  "tables": [ ]\n}');
  expect(targetOf(withTarget(set, 'sqlite'))).toBe('sqlite');
  expect(withTarget(set, '')).toBe(TEXT);
});
