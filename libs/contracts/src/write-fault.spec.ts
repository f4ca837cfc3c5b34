import { writeFaultOf } from './write-fault';

it.each([
  [Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' }), true, 'the disk is full'],
  [new Error('IO Error: Could not write file "/data/warehouse.duckdb": No space left on device'), true, 'the disk is full'],
  [new Error('database or disk is full'), true, 'the disk is full'],
  [Object.assign(new Error('EDQUOT: disk quota exceeded'), { code: 'EDQUOT' }), true, 'the quota of the disk is used up'],
  [new Error('Could not write file "/x": File too large'), true, 'a file would be larger than is allowed'],
  [Object.assign(new Error("ENOTDIR: not a directory, mkdir '/x/y'"), { code: 'ENOTDIR' }), false, 'a part of the path is a file, not a folder'],
  [new Error('Cannot open file "/x/y": Permission denied'), false, 'this user may not write there'],
])('reads %s', (error, isFull, reason) => {
  expect(writeFaultOf(error)).toEqual({ isFull, reason });
});

it.each([new Error('a column is missing'), 'text', { code: 12 }])('knows nothing of %s', (error) => {
  expect(writeFaultOf(error)).toBeUndefined();
});
