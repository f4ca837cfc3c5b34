import type { KindChecksum } from './kind-checksums';

const BEGIN = '<!-- checksums: begin (added by `npm run catalogue`) -->';
const END = '<!-- checksums: end -->';

/** Checksums that the page docs/determinism.md holds. */
export function readChecksums(page: string): readonly KindChecksum[] {
  return [...page.matchAll(/^\| `(\w+)` \| (\S+) \| (\d+) \| `([0-9a-f]{64})` \|$/gm)].map(([, kind, dataType, version, checksum]) => ({ kind, dataType, version: Number(version), checksum }));
}

/**
 * The page with the given checksums: new generators and new versions are added, and what is gone goes.
 * @throws Error where values changed and the version of their generator did not
 */
export function withChecksums(page: string, checksums: readonly KindChecksum[]): string {
  const changed = changedWithoutVersion(readChecksums(page), checksums);
  if (changed.length > 0) {
    throw new Error(`The values of ${changed.join(', ')} changed. Users' rows would change with them: undo that, or raise \`version\` of the generator and tell it in CHANGELOG.md.`);
  }
  const start = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  if (start < 0 || end < start) throw new Error(`docs/determinism.md has lost its marks ${BEGIN} and ${END}`);
  return `${page.slice(0, start)}${BEGIN}\n\n${table(checksums)}\n\n${page.slice(end)}`;
}

/** Generators, each with its column type, whose values differ from those of the same version on the page. */
export function changedWithoutVersion(before: readonly KindChecksum[], after: readonly KindChecksum[]): readonly string[] {
  return after
    .filter(({ kind, dataType, version, checksum }) => before.some((old) => old.kind === kind && old.dataType === dataType && old.version === version && old.checksum !== checksum))
    .map(({ kind, dataType }) => `${kind} on ${dataType}`);
}

function table(checksums: readonly KindChecksum[]): string {
  const rows = checksums.map(({ kind, dataType, version, checksum }) => `| \`${kind}\` | ${dataType} | ${version} | \`${checksum}\` |`);
  return ['| generator | column type | version | SHA-256 |', '|---|---|---|---|', ...rows].join('\n');
}
