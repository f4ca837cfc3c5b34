import { QUERY_FORMATS, QUERY_OUTCOMES, SQL_DIALECTS } from '@dw-sim/contracts';
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { CliContext } from './cli-context';

/** The commands on texts of queries: check, format, history, and those that are saved. */
export function addQueryTextCommands(query: Command, context: CliContext): void {
  query
    .command('check')
    .description('find every fault of an SQL file without running it')
    .argument('<file>', 'SQL, - for standard input')
    .option('-e, --experiment <name>', 'experiment whose tables are named')
    .option('--target <id>', "target to ask (default: the experiment's own)")
    .addOption(dialectOption())
    .option('--allow-writes', 'the text may change tables of the experiment when it runs')
    .action(async (file: string, options) => (await import('./commands/check-query')).checkQuery(context, file, options));
  query
    .command('format')
    .description('lay SQL files out; only white space changes')
    .argument('<file...>', 'SQL, - for standard input')
    .option('-e, --experiment <name>', 'experiment whose dialect it is')
    .addOption(dialectOption())
    .option('-w, --write', 'write the files in place of printing')
    .option('--check', 'change nothing; status 2 where a file is laid out otherwise')
    .addOption(new Option('--keywords <case>', 'how keywords are written').choices(['preserve', 'upper', 'lower']).default('preserve'))
    .action(async (files: readonly string[], options) => (await import('./commands/format-query')).formatQueries(context, files, options));
  query
    .command('history')
    .description('list the queries that ran, the newest first')
    .option('-e, --experiment <name>', 'of one experiment')
    .option('--target <id>', 'of one target')
    .addOption(new Option('--status <status>', 'of one outcome').choices(QUERY_OUTCOMES))
    .option('--search <text>', 'whose SQL holds a text')
    .option('--limit <count>', 'entries at most (default: 20)', count)
    .option('--offset <count>', 'entries to pass over', count)
    .option('--full', 'show the whole text of each')
    .option('--clear', 'forget them all')
    .action(async (options) => (await import('./commands/query-history')).queryHistory(context, options));
  query
    .command('save')
    .description('keep a query by name')
    .argument('<name>', 'name of the query')
    .argument('[sql]', 'the query, - for standard input')
    .option('-e, --experiment <name>', 'experiment whose tables it names')
    .option('-f, --file <file>', 'read the query from a file, - for standard input')
    .option('--target <id>', "target to ask (default: the experiment's own)")
    .addOption(dialectOption())
    .option('--description <text>', 'what it answers')
    .option('--replace', 'change one that is there already')
    .action(async (name: string, sql: string | undefined, options) => (await import('./commands/saved-queries')).saveQuery(context, name, { ...options, sql }));
  addSavedCommands(query.command('saved').description('look after the queries that are saved').helpCommand(false), context);
}

function addSavedCommands(saved: Command, context: CliContext): void {
  saved
    .command('list')
    .description('list the saved queries')
    .option('-e, --experiment <name>', 'of one experiment')
    .action(async (options) => (await import('./commands/saved-queries')).listSavedQueries(context, options));
  saved
    .command('show')
    .description('print a saved query as the file that it makes')
    .argument('<name>', 'name of the query')
    .action(async (name: string) => (await import('./commands/saved-queries')).showSavedQuery(context, name));
  saved
    .command('run')
    .description('run a saved query')
    .argument('<name>', 'name of the query')
    .option('-e, --experiment <name>', 'another experiment than its own')
    .option('--target <id>', 'another target than its own')
    .option('-o, --output <file>', 'write the result to a file, in the format that its ending names')
    .addOption(new Option('--format <format>', 'form of the result (default: table)').choices(['table', ...QUERY_FORMATS]))
    .option('--limit <rows>', 'rows at most', count)
    .action(async (name: string, options) => (await import('./commands/saved-queries')).runSavedQuery(context, name, options));
  saved
    .command('remove')
    .description('remove a saved query')
    .argument('<name>', 'name of the query')
    .action(async (name: string) => (await import('./commands/saved-queries')).removeSavedQuery(context, name));
  saved
    .command('export')
    .description('write saved queries to a folder, an .sql file each')
    .argument('<folder>', 'made where it is missing')
    .option('-e, --experiment <name>', 'of one experiment')
    .option('--replace', 'write over files that hold something else')
    .action(async (folder: string, options) => (await import('./commands/saved-query-files')).exportSavedQueries(context, folder, options));
  saved
    .command('import')
    .description('save the queries of .sql files: all of them, or none')
    .argument('<path...>', 'files, or folders with their folders')
    .option('-e, --experiment <name>', 'experiment of those whose header names none')
    .option('--replace', 'change queries that are there already')
    .action(async (paths: readonly string[], options) => (await import('./commands/saved-query-files')).importSavedQueries(context, paths, options));
}

function dialectOption(): Option {
  return new Option('--dialect <name>', "whose SQL it is (default: the experiment's, else the warehouse's own)").choices(SQL_DIALECTS);
}

function count(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It is not a whole number.');
  return Number(text);
}
