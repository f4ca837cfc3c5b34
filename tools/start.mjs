import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build, checkNode, install, ROOT } from './workspace/steps.mjs';

/** `npm start`: installs, builds and serves. Arguments go to the server: `npm start -- --port 8001`. */
checkNode();
install();
build();
const server = spawn(process.execPath, [join(ROOT, 'dist/apps/api/main.js'), ...process.argv.slice(2)], { cwd: ROOT, stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
server.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
