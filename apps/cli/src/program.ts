import { DDL_DIALECTS, EXPLAIN_MODES, QUERY_FORMATS, SQL_DIALECTS } from '@dw-sim/contracts';
import { Command, Option } from 'commander';
import { version } from '../package.json';
import { collectOptions, collectRows, integer, landing } from './arguments';
import { addQueryTextCommands } from './query-text-commands';
import type { CliContext } from './cli-context';
import { addConfigCommands } from './config-commands';
import { addRunCommands } from './run-commands';
import { addScenarioCommands } from './scenario-commands';
import { addScheduleCommand } from './schedule-command';
import { addVersionCommands } from './version-commands';
import { addKeyCommands } from './key-commands';

const EXIT_HELP = `
Exit status: 0 done, 1 failed, 2 wrong usage or invalid input, 3 not found, 4 conflict, 5 server or warehouse
unavailable, 130 interrupted. With --json errors are problem objects (RFC 9457) on standard error.`;

/** The commands and their options. What a command does is loaded when it runs, so that help comes at once. */
export function createProgram(context: CliContext): Command {
  const { out, err } = context.terminal;
  const program = new Command('dw-sim')
    .description('A private data warehouse on this machine: describe tables, generate rows, query them.')
    .version(version, '-V', 'print the version, as --version does')
    .option('--json', 'results, events and errors as JSON')
    .option('--data-root <folder>', 'folder that holds everything (DW_SIMULATOR_DATA_ROOT; default ./data of the installation)')
    .option('--config-file <file>', 'settings of a server that is started (DW_SIMULATOR_CONFIG_FILE; default config/default.yml of the installation)')
    .option('--url <url>', 'server to use (DW_SIMULATOR_URL; default: the one on the data root, else an embedded one)')
    .option('--api-key <key>', 'key of a server that needs one (DW_SIMULATOR_API_KEY, which other users of the machine do not see)')
    .helpCommand(false)
    .addHelpText('after', EXIT_HELP)
    .exitOverride()
    .configureOutput({ writeOut: (text) => out.write(text), writeErr: (text) => err.write(text) })
    .showHelpAfterError('(--help shows what is allowed)');
  const experimentCommands = group(program, 'experiment', 'create, fill, change and remove experiments');
  addExperimentCommands(experimentCommands, context);
  addVersionCommands(experimentCommands, context);
  addScheduleCommand(experimentCommands, context);
  addRunCommands(group(program, 'run', 'start, follow, reproduce and compare runs'), context);
  addScenarioCommands(group(program, 'scenario', 'list and check scenarios, which are experiments'), context);
  const queryCommands = group(program, 'query', 'ask the warehouse');
  addQueryCommands(queryCommands, context);
  addQueryTextCommands(queryCommands, context);
  addTargetCommands(group(program, 'target', 'name the places where data lands'), context);
  addServerCommands(group(program, 'server', 'look after the server'), context);
  addKeyCommands(group(program, 'key', 'API keys of a server that other machines reach'), context);
  addConfigCommands(group(program, 'config', 'settings and where they come from'), context);
  return program;
}

function group(program: Command, name: string, description: string): Command {
  return program.command(name).description(description).helpCommand(false);
}

function addExperimentCommands(experiment: Command, context: CliContext): void {
  experiment
    .command('create')
    .description('create an experiment from a JSON or YAML file, from standard input (-) or from a built-in example')
    .argument('[file]', 'definition, - for standard input')
    .option('--example <name>', 'built-in example, such as ecommerce')
    .option('--name <name>', 'name in place of the one in the definition')
    .addOption(new Option('--file <file>').hideHelp())
    .action(async (file: string | undefined, options) => (await import('./commands/create-experiment')).createExperiment(context, { ...options, file: file ?? options.file }));
  experiment
    .command('import-sql')
    .description('create an experiment from the CREATE TABLE statements of an SQL file, with generators that fit names and types')
    .argument('<file>', 'DDL, - for standard input')
    .requiredOption('--name <name>', 'name of the experiment')
    .addOption(new Option('--dialect <dialect>', 'dialect of the DDL; ansi takes the forms of all').choices(DDL_DIALECTS).default('ansi'))
    .option('--target-warehouse <id>', "warehouse to run on (default: the server's)")
    .option('--rows <count>', 'rows of each table (default: 1,000)', integer)
    .option('--apply-suggestions', 'take the foreign keys that names suggest')
    .option('--dry-run', 'show tables, columns, generators and why, and save nothing')
    .option('-o, --output <file>', 'write the definition as JSON to a file to change it, and create nothing')
    .action(async (file: string, options) => (await import('./commands/import-sql')).importSql(context, file, options));
  experiment
    .command('validate')
    .description('check a definition and list every fault, without creating anything')
    .argument('<file>', 'definition, - for standard input')
    .action(async (file: string) => (await import('./commands/validate-experiment')).validateExperiment(context, file));
  experiment
    .command('list')
    .description('list the experiments')
    .action(async () => (await import('./commands/list-experiments')).listExperiments(context));
  named(experiment, 'show', 'show tables, columns and generators of an experiment')
    .option('--version <version>', 'definition of an earlier version')
    .action(async (name: string | undefined, options, command: Command) => {
      const experiment = nameOf(name, options, command);
      if (options.version !== undefined) return (await import('./commands/list-versions')).showVersion(context, experiment, options.version);
      return (await import('./commands/show-experiment')).showExperiment(context, experiment);
    });
  const generate = named(experiment, 'generate', 'generate rows and load them into the warehouse')
    .option('--rows <table=count>', 'rows of a table, over the definition; repeat it or separate by commas', collectRows, {})
    .option('--seed <number>', 'seed of every value', integer)
    .option('--clock <time>', 'what `now` is in relative times such as -7d, ISO 8601 (default: now; a run keeps its own)');
  landing(generate)
    .option('--detach', 'return at once, while the run goes on')
    .option('--dry-run <rows>', 'show the first rows of every table, without a run', integer)
    .action(async (name: string | undefined, options, command: Command) => {
      const experiment = nameOf(name, options, command);
      if (options.dryRun === undefined) return (await import('./commands/generate-experiment')).generateExperiment(context, experiment, options);
      return (await import('./commands/preview-experiment')).previewExperiment(context, experiment, { rows: options.dryRun, table_rows: options.rows, seed: options.seed, clock: options.clock });
    });
  const load = named(experiment, 'load', 'load the files of an earlier run into the warehouse again')
    .option('--run-id <number>', 'run whose files to load (default: the last completed one)', integer);
  landing(load)
    .option('--detach', 'return at once, while the run goes on')
    .action(async (name: string | undefined, options, command: Command) => (await import('./commands/generate-experiment')).loadExperiment(context, nameOf(name, options, command), options));
  named(experiment, 'runs', 'list the runs of an experiment')
    .action(async (name: string | undefined, options, command: Command) => (await import('./commands/list-runs')).listRuns(context, nameOf(name, options, command)));
  named(experiment, 'abort', 'abort the active run of an experiment')
    .option('--run-id <number>', 'run to abort (default: the active one)', integer)
    .action(async (name: string | undefined, options, command: Command) => (await import('./commands/abort-run')).abortRun(context, nameOf(name, options, command), options.runId));
  named(experiment, 'reset', 'empty the tables of an experiment and keep their schema')
    .option('-y, --yes', 'do not ask')
    .action(async (name: string | undefined, options, command: Command) => (await import('./commands/remove-experiment')).resetExperiment(context, nameOf(name, options, command), options.yes));
  named(experiment, 'delete', 'delete an experiment with its tables and files')
    .option('-y, --yes', 'do not ask')
    .action(async (name: string | undefined, options, command: Command) => (await import('./commands/remove-experiment')).deleteExperiment(context, nameOf(name, options, command), options.yes));
}

function addQueryCommands(query: Command, context: CliContext): void {
  query
    .command('execute')
    .description('run an SQL query, or several with semicolons between them')
    .argument('[sql]', 'the query, - for standard input')
    .option('-e, --experiment <name>', 'experiment whose table names are used; <experiment>__<table> works without it')
    .option('--target <id>', "target to ask (default: the experiment's own)")
    .addOption(new Option('--dialect <name>', "whose SQL the query is (default: the experiment's, else ansi: the warehouse's own)").choices(SQL_DIALECTS))
    .option('-f, --file <file>', 'read the query from a file, - for standard input')
    .option('-o, --output <file>', 'write the rows to a file: .csv, .json, .ndjson, .parquet or .arrow')
    .addOption(new Option('--format <format>', 'form of the result (default: table; with --output that of the file, else csv)').choices(['table', ...QUERY_FORMATS]))
    .option('--limit <rows>', 'rows of each statement at most (default: 1,000 for table and json, all for the others)', integer)
    .option('--timeout <seconds>', 'longest time (default: 60 for table and json, an hour for the others)', integer)
    .addOption(new Option('--explain [mode]', 'show the plan in place of the rows; analyze runs the query and measures').choices(EXPLAIN_MODES))
    .option('--allow-writes', "let statements change and make tables of the experiment")
    .addOption(new Option('--sql <sql>').hideHelp())
    .action(async (sql: string | undefined, options) => (await import('./commands/execute-query')).executeQuery(context, { ...options, sql: sql ?? options.sql }));
}

function addTargetCommands(target: Command, context: CliContext): void {
  target.hook('preAction', (_target, command) => {
    context.format = command.opts<{ format?: string }>().format;
  });
  const command = (name: string, description: string) =>
    target.command(name).description(description).addOption(new Option('--format <format>', 'form of the result').choices(['table', 'json']).default('table'));
  command('list', 'list the targets, and definitions that could not be taken')
    .action(async () => (await import('./commands/list-targets')).listTargets(context));
  command('show', 'show a target; passwords are never shown')
    .argument('<id>', 'id of the target')
    .action(async (id: string) => (await import('./commands/show-target')).showTarget(context, id));
  command('validate', 'check a file of targets and list every fault, without adding anything')
    .argument('<file>', 'definition in YAML or JSON, - for standard input')
    .action(async (file: string) => (await import('./commands/check-target')).validateTarget(context, file));
  command('test', 'connect to a target')
    .argument('<id>', 'id of the target')
    .action(async (id: string) => (await import('./commands/check-target')).testTarget(context, id));
  command('add', 'add the targets of a file, or the one that the options describe')
    .argument('[file]', 'definition in YAML or JSON, - for standard input')
    .option('--id <id>', 'what experiments and commands call it')
    .option('--name <name>', 'name for people')
    .option('--kind <kind>', 'engine, such as sqlite or duckdb')
    .option('--dsn <dsn>', 'where it is; ${NAME} reads a password from the environment of the server')
    .option('--schema <schema>', 'schema of the tables')
    .option('--option <name=value>', 'option of the kind; repeat it', collectOptions, {})
    .option('--replace', 'change targets that are there already')
    .action(async (file: string | undefined, { format: _, ...options }) => (await import('./commands/change-targets')).addTargets(context, { ...options, file }));
  command('remove', 'remove a target; its data stays where it is')
    .argument('<id>', 'id of the target')
    .action(async (id: string) => (await import('./commands/change-targets')).removeTarget(context, id));
}

function addServerCommands(server: Command, context: CliContext): void {
  server
    .command('status')
    .description('show the running server and its warehouses')
    .action(async () => (await import('./commands/server-status')).serverStatus(context));
}

/** A command on one experiment. Its name is an argument, or the option that Nx targets pass on. */
function named(experiment: Command, name: string, description: string): Command {
  return experiment
    .command(name)
    .description(description)
    .argument('[name]', 'name of the experiment')
    .usage('[options] <name>')
    .addOption(new Option('--experiment <name>').hideHelp());
}

function nameOf(name: string | undefined, options: { readonly experiment?: string }, command: Command): string {
  return (name ?? options.experiment) || command.error("error: missing required argument 'name'");
}
