import { WrongKeys } from './wrong-keys';

it('blocks an address after 20 wrong keys, for the rest of the minute, and no other one', () => {
  let now = 1_000_000;
  const wrong = new WrongKeys(() => now);
  for (let attempt = 0; attempt < 20; attempt++) {
    expect(wrong.isBlocked('a')).toBe(false);
    wrong.add('a');
  }
  expect([wrong.isBlocked('a'), wrong.isBlocked('b')]).toEqual([true, false]);
  now += 60_000;
  expect(wrong.isBlocked('a')).toBe(false);
});
