import { spawn, spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { bundleForNode } from '../workspace/bundle.mjs';
import { ROOT } from '../workspace/steps.mjs';

/**
 * `npm run randomness`: streams the draws of hash32 to dieharder (R. G. Brown's battery, a package of Debian), in several
 * arrangements, and reports what it finds, in about 20 minutes. `-- --tests 0,1,2` chooses tests; `all` of them take hours.
 */
const QUICK_TESTS = '0,1,2,3,4,8,9,10,11,12,13,15,16,100,101,102,202,203,205,206,207,208,209';
const { values: options } = parseArgs({ options: { tests: { type: 'string', default: QUICK_TESTS }, streams: { type: 'string', default: 'rows,columns,keys' } } });
process.chdir(ROOT);
if (spawnSync('dieharder', ['-l'], { stdio: 'ignore' }).error) {
  console.error('dieharder is not installed: apt-get install dieharder');
  process.exit(1);
}
const script = 'dist/tools/randomness/stream-draws.cjs';
await bundleForNode({ entryPoints: ['tools/randomness/src/stream-draws.ts'], outfile: script });

const tests = options.tests === 'all' ? [['-a']] : options.tests.split(',').map((test) => ['-d', test]);
const totals = { PASSED: 0, WEAK: 0, FAILED: 0 };
for (const arrangement of options.streams.split(',')) {
  for (const test of tests) {
    for (const line of await dieharder(arrangement, test)) {
      console.log(`${arrangement.padEnd(8)}${line}`);
      totals[line.split('|').at(-1).trim()]++;
    }
  }
}
console.log(`${totals.PASSED} passed, ${totals.WEAK} weak, ${totals.FAILED} failed`);
process.exitCode = totals.FAILED > 0 ? 1 : 0;

/** Result lines of dieharder over a stream of 32-bit words (generator 200 is its standard input). */
function dieharder(arrangement, test) {
  const draws = spawn(process.execPath, [script, arrangement], { stdio: ['ignore', 'pipe', 'inherit'] });
  const battery = spawn('dieharder', [...test, '-g', '200', '-k', '2', '-Y', '1'], { stdio: [draws.stdout, 'pipe', 'inherit'] });
  // The battery holds the pipe now: once it ends, so do the draws.
  draws.stdout.destroy();
  let output = '';
  battery.stdout.setEncoding('utf8').on('data', (text) => (output += text));
  return new Promise((resolve) => battery.on('close', () => resolve(output.split('\n').filter((line) => /PASSED|WEAK|FAILED/.test(line)))));
}
