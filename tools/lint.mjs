import { run } from './workspace/steps.mjs';

/** `npm run lint`. Nx computes the project graph first: without it, the rule about layers would not look. */
run('npx', ['nx', 'show', 'projects', '--json'], { quiet: true });
run('npx', ['eslint', '.', '--max-warnings', '0', ...process.argv.slice(2)]);
