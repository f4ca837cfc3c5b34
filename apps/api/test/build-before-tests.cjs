/** Builds the server and the scripts of its workers before the tests that start them; quick where nothing has changed. */
const { execFileSync } = require('node:child_process');
const path = require('node:path');

module.exports = () => {
  // Nx has built them already: the target `test` depends on `build`.
  if (process.env.NX_TASK_TARGET_TARGET === 'test') return;
  const workspace = path.join(__dirname, '../../..');
  execFileSync('npx', ['nx', 'build', 'api'], { cwd: workspace, stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, NX_DAEMON: 'false' } });
};
