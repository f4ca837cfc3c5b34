import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const pagesIn = (folder: string) => readdirSync(join(ROOT, folder)).filter((name) => name.endsWith('.md')).map((name) => `${folder}/${name}`);
const PAGES = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...['docs', 'docs/adr', 'docs/how-to'].flatMap(pagesIn)];

/** Folders that hold a project, below `libs` and `apps`. */
function projectFolders(): string[] {
  const names = ['libs', 'apps'].flatMap((top) => readdirSync(join(ROOT, top), { recursive: true, encoding: 'utf8' }).map((name) => `${top}/${name}`));
  return names.filter((name) => name.endsWith('/project.json') && !name.includes('node_modules')).map((name) => dirname(name));
}

it.each(projectFolders())('docs/architecture.md has a line about %s', (folder) => {
  expect(read('docs/architecture.md')).toContain(`\`${folder}\``);
});

it('the example file is the document of the README', () => {
  const [, block] = /```json\n([^]*?)```/.exec(read('README.md')) ?? [];
  expect(JSON.parse(read('examples/library.json'))).toEqual(JSON.parse(block));
});

describe.each(PAGES)('%s', (page) => {
  const text = read(page);

  it('links to files that exist', () => {
    const links = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)/g)].map(([, link]) => join(dirname(page), link));
    expect(links.filter((link) => !existsSync(join(ROOT, link)))).toEqual([]);
  });

  it('names npm scripts and Nx targets that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [...text.matchAll(/npm run ([a-z:-]+)/g)].map(([, name]) => name);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
    const targets = [...text.matchAll(/npx nx run ([a-z-]+):([a-z-]+)/g)].map(([, project, target]) => ({ project, target }));
    for (const { project, target } of targets) {
      const folder = projectFolders().find((candidate) => (JSON.parse(read(`${candidate}/project.json`)) as { name: string }).name === project);
      expect(folder).toBeDefined();
      expect(Object.keys((JSON.parse(read(`${folder}/project.json`)) as { targets: object }).targets)).toContain(target);
    }
  });

  it('names commands of dw-sim that exist', () => {
    const commands = [...new Set([...text.matchAll(/npx dw-sim ((?:[a-z][a-z-]*)(?: [a-z][a-z-]*)?)/g)].map(([, command]) => command))];
    for (const command of commands) {
      const help = execFileSync(process.execPath, [join(ROOT, 'apps/cli/bin/dw-sim.js'), ...command.split(' '), '--help'], { encoding: 'utf8' });
      expect(help).toContain(`dw-sim ${command}`);
    }
  });
});
