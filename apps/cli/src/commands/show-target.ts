import type { TargetCapabilities, TargetDetail } from '@dw-sim/contracts';
import type { CliContext } from '../cli-context';
import { visible } from '../output/visible-text';

/** What an engine can do, in words. */
const CAPABILITIES: Readonly<Record<Exclude<keyof TargetCapabilities, 'max_identifier_bytes'>, string>> = {
  enforces_unique_keys: 'enforces unique keys',
  enforces_foreign_keys: 'enforces foreign keys',
  exact_decimals: 'keeps every digit of decimals',
  temporal_types: 'has types for dates and booleans',
  cancels_queries: 'stops queries',
};

/** `dw-sim target show` */
export async function showTarget(context: CliContext, id: string): Promise<void> {
  const target = await (await context.api()).showTarget(id);
  if (context.json) return context.terminal.printJson(target);
  const { terminal } = context;
  terminal.print(`${terminal.outColors.bold(target.id)}${target.name === target.id ? '' : `  ${visible(target.name)}`}${target.is_default ? '  (default)' : ''}`);
  for (const [label, value] of linesOf(target)) terminal.print(`  ${label.padEnd(12)}${visible(value)}`);
}

/** The lines about a target that have something to say. */
function linesOf({ kind, engine, origin, source, dsn, location, schema, options, capabilities, experiments }: TargetDetail): readonly (readonly [string, string])[] {
  const written = Object.entries(options).map(([name, value]) => `${name}=${value}`).join(', ');
  const lines = [
    ['Kind', engine === null || engine.toLowerCase() === kind ? kind : `${kind} (${engine})`],
    ['Origin', source === null ? origin : `${origin}, ${source}`],
    ['DSN', dsn ?? ''],
    ['Place', location ?? ''],
    ['Schema', schema ?? ''],
    ['Options', written],
    ['Engine', capabilities ? inWords(capabilities) : 'this version has none for the kind'],
    ['Experiments', experiments.join(', ')],
  ] as const;
  return lines.filter(([, value]) => value !== '');
}

/** What an engine can do, for people. */
export function inWords(capabilities: TargetCapabilities): string {
  const able = Object.entries(CAPABILITIES).filter(([name]) => capabilities[name as keyof TargetCapabilities] === true).map(([, words]) => words);
  return [...able, `names of up to ${capabilities.max_identifier_bytes} bytes`].join(', ');
}
