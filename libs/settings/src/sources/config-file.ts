import type { Fault, SettingSource, TextPosition } from '@dw-sim/contracts';
import { parseYaml, yamlReason } from '@dw-sim/yaml';
import { isMap, isScalar, isSeq, LineCounter, type Node, type Pair } from 'yaml';
import type { Setting } from '../setting';
import { kindOfTargetUrl, SETTINGS } from '../settings';
import { readSettingsFile } from './settings-file';
import type { Finding, Source } from './source';
import { unknownName } from './unknown-name';

export interface ConfigFile {
  readonly file: string;
  /** What messages call it. */
  readonly name: string;
  readonly source: SettingSource;
  /** Folder that relative paths in it start from. */
  readonly folder: string;
  /** Settings that say where this file is: it can't hold them. */
  readonly misplaced: readonly Setting<unknown>[];
  readonly isRequired: boolean;
}

/** Settings in a YAML file of `key: value` lines; none where there is no such file. */
export function configFileSource({ file, name, source, folder, misplaced, isRequired }: ConfigFile): Source {
  const { content, faults: unreadable } = readSettingsFile(file, name, isRequired);
  const { entries, faults } = content === undefined ? { entries: [], faults: [] } : readEntries(content, name);
  const findings = new Map(entries.map(({ key, raw, position }): [string, Finding] => [key, { raw, source, origin: `${name}:${position.line}`, position, folder }]));
  const allowed = Object.values<Setting<unknown>>(SETTINGS).filter((entry) => !misplaced.includes(entry)).map(({ key }) => key);
  const unknown = entries.filter(({ key }) => !allowed.includes(key) && kindOfTargetUrl(key) === undefined);
  return {
    find: ({ key }) => findings.get(key),
    targetKinds: entries.flatMap(({ key }) => kindOfTargetUrl(key) ?? []),
    faults: [...unreadable, ...faults, ...unknown.map(({ key, position }) => unknownName(key, `${name}:${position.line}`, allowed, position))],
  };
}

interface Entry {
  readonly key: string;
  readonly raw: unknown;
  readonly position: TextPosition;
}

/** Reads nodes, not the document as an object: places are known, aliases and keys such as `__proto__` do nothing. */
function readEntries(content: string, name: string): { readonly entries: readonly Entry[]; readonly faults: readonly Fault[] } {
  const lines = new LineCounter();
  const { contents, errors } = parseYaml(content, lines);
  const positionAt = (offset: number): TextPosition => {
    const { line, col: column } = lines.linePos(offset);
    return { line, column };
  };
  if (errors.length > 0) return { entries: [], faults: errors.map((error) => yamlFault(name, positionAt(error.pos[0]), yamlReason(error))) };
  if (contents === null || (isScalar(contents) && contents.value === null)) return { entries: [], faults: [] };
  if (!isMap(contents)) return { entries: [], faults: [{ path: '$', code: 'invalid_type', message: `${name} must hold settings as "key: value" lines.` }] };
  const pairs = contents.items as Pair<Node, Node | null>[];
  const entries = pairs.map(({ key, value }) => ({ key: String(isScalar(key) ? key.value : key), raw: rawValue(value), position: positionAt(key.range?.[0] ?? 0) }));
  return { entries: entries.filter(({ raw }) => raw !== null), faults: [] };
}

function yamlFault(name: string, position: TextPosition, reason: string): Fault {
  const message = `${name} is not valid YAML at line ${position.line}, column ${position.column}: ${reason}.`;
  return { path: '$', code: 'invalid_yaml', message, position };
}

/** A scalar, a list of scalars, null where nothing is written; anything else is no value of a setting. */
function rawValue(node: Node | null): unknown {
  if (node === null) return null;
  if (isScalar(node)) return node.value;
  return isSeq(node) && node.items.every((item) => isScalar(item)) ? node.items.map((item) => (item as { value: unknown }).value) : NO_VALUE;
}

/** What no type of setting reads. */
const NO_VALUE = { toJSON: () => 'a nested value' };
