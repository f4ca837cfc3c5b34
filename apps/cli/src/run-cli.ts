import { CommanderError } from 'commander';
import { CliContext, type GlobalOptions } from './cli-context';
import { EXIT_STATUS } from './exit-status';
import { createProgram } from './program';
import type { Terminal } from './output/terminal';

/** Runs one command line and answers its exit status. Whatever goes wrong is said on `terminal.err`. */
export async function runCli(args: readonly string[], terminal: Terminal, environment: Readonly<Record<string, string | undefined>>): Promise<number> {
  const context = new CliContext(terminal, environment, () => program.opts<GlobalOptions>());
  const program = createProgram(context);
  try {
    // A command has an option of the name, which the program's own would take.
    await program.parseAsync(args[0] === '--version' ? ['-V'] : args, { from: 'user' });
    return context.exitStatus;
  } catch (error) {
    // Commander has said already what is wrong with the arguments; help and version come this way too.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_STATUS.ok : EXIT_STATUS.invalid;
    const { reportFailure } = await import('./report-failure');
    return reportFailure(error, context);
  } finally {
    await context.close();
  }
}
