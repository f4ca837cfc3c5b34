import { runCli } from './run-cli';
import { Terminal } from './output/terminal';

// A reader such as `head` that has seen enough ends the command, quietly.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') process.stderr.write(`error: The output could not be written: ${error.message}.\n`);
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});
// Nobody is there to be told; the status tells it.
process.stderr.on('error', () => undefined);

const terminal = new Terminal(process.stdout, process.stderr, process.stdin, process.env);
void runCli(process.argv.slice(2), terminal, process.env).then((status) => {
  process.exitCode = status;
});
