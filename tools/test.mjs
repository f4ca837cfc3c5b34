import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBrowser } from './browser/find-browser.mjs';
import { build, checkNode, install, ROOT, STEP_ENVIRONMENT } from './workspace/steps.mjs';

/**
 * `npm test`: everything, from a fresh clone. Lint, types, unit and integration tests with real engines, and
 * end-to-end tests in a browser. The last line adds up all suites.
 */
checkNode();
install();
build();

const REPORTS = join(ROOT, 'tmp/test-reports');
rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });

const suites = [];

/** Checks that each pass or fail as a whole, side by side: each has work for one core. */
async function check(scripts) {
  const outcomes = await Promise.all(Object.entries(scripts).map(async ([name, script]) => ({ name, ...(await outputOf('npm', ['run', '--silent', script])) })));
  for (const { name, ok, output } of outcomes) {
    heading(name);
    process.stdout.write(output);
    suites.push({ name, passed: ok ? 1 : 0, failed: ok ? 0 : 1 });
  }
}

function outputOf(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, env: STEP_ENVIRONMENT, stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('error', (error) => resolve({ ok: false, output: `${error.message}\n` }));
    child.on('close', (status) => resolve({ ok: status === 0, output }));
  });
}

/** A Jest run, counted by its report. */
function jest(name, args, environment = {}) {
  heading(name);
  const report = join(REPORTS, `${name.replaceAll(' ', '-')}.json`);
  const ok = succeeds('npx', ['jest', ...args, '--json', `--outputFile=${report}`, '--silent'], environment);
  suites.push({ name, ...countsOf(report, ok) });
}

function countsOf(report, ok) {
  try {
    const { numPassedTests, numFailedTests, numFailedTestSuites, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(report, 'utf8'));
    const broken = Math.max(numRuntimeErrorTestSuites, numFailedTests === 0 ? numFailedTestSuites : 0);
    const failed = numFailedTests + broken;
    return { passed: numPassedTests, failed: ok || failed > 0 ? failed : 1 };
  } catch (error) {
    // No report: Jest itself did not get that far.
    console.error(String(error));
    return { passed: 0, failed: 1 };
  }
}

function succeeds(command, args, environment = {}) {
  return spawnSync(command, args, { cwd: ROOT, stdio: 'inherit', env: { ...STEP_ENVIRONMENT, ...environment }, shell: process.platform === 'win32' }).status === 0;
}

function heading(name) {
  console.log(`\n── ${name}`);
}

await check({ lint: 'lint', types: 'typecheck' });
jest('unit and integration', ['--maxWorkers=2', '--workerIdleMemoryLimit=1500MB', '--selectProjects', ...projects((name) => !name.endsWith('-e2e'))]);
const browser = await ensureBrowser().catch((error) => void console.error(error.message));
if (browser) jest('end to end', ['--selectProjects', ...projects((name) => name.endsWith('-e2e')), '--maxWorkers=2'], { CHROME_PATH: browser });
else suites.push({ name: 'end to end', passed: 0, failed: 1 });

function projects(filter) {
  const { stdout } = spawnSync('npx', ['nx', 'show', 'projects', '--with-target', 'test', '--json'], { cwd: ROOT, env: STEP_ENVIRONMENT, encoding: 'utf8' });
  return JSON.parse(stdout).filter(filter);
}

console.log('');
for (const { name, passed, failed } of suites) console.log(`${failed === 0 ? '✓' : '✗'} ${name}: ${passed} passed, ${failed} failed`);
const total = (key) => suites.reduce((sum, suite) => sum + suite[key], 0);
console.log(`\n${total('passed')} passed, ${total('failed')} failed`);
process.exitCode = total('failed') === 0 ? 0 : 1;
