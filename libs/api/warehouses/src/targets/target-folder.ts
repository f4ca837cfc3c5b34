import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Configuration } from '@dw-sim/api-platform';
import type { Fault, TargetProblem } from '@dw-sim/contracts';
import { parseYaml, yamlReason } from '@dw-sim/yaml';
import { LineCounter } from 'yaml';
import { definedTarget, type FoundTargets } from './builtin-targets';
import { checkTarget, type TargetRules } from './check-target';
import type { Target } from './target';

/** Folder beside `config` that is read where the configuration names none. */
const USUAL_FOLDER = 'targets';
const LARGEST_FILE = 2 ** 20;
const MOST_ALIASES = 100;

/**
 * Reads the target definitions of a folder: YAML or JSON files, each of one target, of a list of them, or of a list under
 * `targets`. A file with faults gives no targets, and never an exception.
 */
export function folderTargets(rules: TargetRules & { readonly configuration: Configuration }): FoundTargets {
  const { targetsFolder, directory } = rules.configuration;
  const folder = targetsFolder ?? join(directory, USUAL_FOLDER);
  const files = filesOf(folder);
  if (files === undefined) {
    const errors = [{ path: '$', code: 'not_found', message: `The folder of targets ${folder} can't be read.` }];
    return { targets: [], problems: targetsFolder === null ? [] : [{ source: folder, errors }] };
  }
  const found = files.map((file) => readTargets(join(folder, file), rules));
  return { targets: found.flatMap(({ targets }) => targets), problems: found.flatMap(({ problems }) => problems) };
}

/** Names of the definition files in order; undefined where there is no such folder. */
function filesOf(folder: string): readonly string[] | undefined {
  try {
    return readdirSync(folder).filter((name) => /\.(?:ya?ml|json)$/i.test(name) && !name.startsWith('.')).sort();
  } catch {
    // ENOENT, ENOTDIR, EACCES.
    return undefined;
  }
}

function readTargets(source: string, rules: TargetRules): FoundTargets {
  const document = readDocument(source);
  if ('fault' in document) return { targets: [], problems: [{ source, errors: [document.fault] }] };
  const targets: Target[] = [];
  const problems: TargetProblem[] = [];
  for (const { path, value } of definitionsIn(document.value)) {
    const { errors, target } = checkTarget(value, rules, { path });
    if (target) targets.push(definedTarget(target, 'file', source));
    else problems.push({ source, errors });
  }
  return { targets, problems };
}

function definitionsIn(value: unknown): readonly { readonly path: string; readonly value: unknown }[] {
  const listed = (value as { targets?: unknown } | null)?.targets;
  const [list, path] = Array.isArray(listed) ? [listed, '$.targets'] : [value, '$'];
  return Array.isArray(list) ? list.map((item, at) => ({ path: `${path}[${at}]`, value: item as unknown })) : [{ path, value: list }];
}

function readDocument(source: string): { readonly value: unknown } | { readonly fault: Fault } {
  try {
    if (statSync(source).size > LARGEST_FILE) return { fault: { path: '$', code: 'too_large', message: 'The file is larger than 1 MB.' } };
    const lines = new LineCounter();
    const document = parseYaml(readFileSync(source, 'utf8').replace(/^\uFEFF/, ''), lines);
    const [error] = document.errors;
    if (!error) return { value: document.toJS({ maxAliasCount: MOST_ALIASES }) as unknown };
    const { line, col } = lines.linePos(error.pos[0]);
    return { fault: { path: '$', code: 'invalid_yaml', message: `The file is not valid YAML at line ${line}, column ${col}: ${yamlReason(error)}.` } };
  } catch (error) {
    // Of the parser: an alias without an anchor, or aliases that multiply without end.
    if (error instanceof ReferenceError) return { fault: { path: '$', code: 'invalid_yaml', message: 'The file has an alias that can\'t be resolved.' } };
    // EACCES, a folder of that name.
    const { code } = error as NodeJS.ErrnoException;
    return { fault: { path: '$', code: 'unreadable', message: `The file can't be read${code ? ` (${code})` : ''}.` } };
  }
}
