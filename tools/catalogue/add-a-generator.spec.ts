import { type GeneratorKind, GENERATOR_KINDS, type KernelContext } from '@dw-sim/generation-generators';
import { streamKey } from '@dw-sim/generation-rng';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ModuleKind, transpileModule } from 'typescript';

const ROOT = join(__dirname, '../..');
const page = readFileSync(join(ROOT, 'docs/how-to/add-a-generator.md'), 'utf8');

/** The generator of the page, loaded as if it stood where the page says. */
function generatorOfPage(): GeneratorKind {
  const [, block] = /```ts\n([^]*?)```/.exec(page) ?? [];
  const { outputText } = transpileModule(block, { compilerOptions: { module: ModuleKind.CommonJS } });
  const exported: Record<string, GeneratorKind> = {};
  const load = (name: string): object => jest.requireActual<object>(name.startsWith('.') ? join(ROOT, 'libs/generation/generators/src/kinds', name) : name);
  new Function('require', 'exports', outputText)(load, exported);
  return Object.values(exported)[0];
}

describe('docs/how-to/add-a-generator.md', () => {
  const generator = generatorOfPage();

  it('shows a generator that the catalogue does not have yet', () => {
    expect(generator.kind).toBe('multiple');
    expect(GENERATOR_KINDS.map(({ kind }) => kind)).not.toContain(generator.kind);
  });

  it.each([false, true])('whose kernel works; unique: %s', (unique) => {
    const type = { kind: 'INT' } as const;
    const context: KernelContext = {
      type, unique, nullable: false, table: 't', column: 'c', rowCount: 100,
      key: (purpose) => streamKey(1, 't', 'c', purpose),
      siblingKernel: () => { throw new Error('there is no other column'); },
      kernelOf: () => { throw new Error('no other column'); },
      nullsOf: () => undefined,
      rowCountOf: () => 100,
      parentRows: () => { throw new Error('no parent'); },
      fanOut: () => { throw new Error('no parent'); },
    };
    const kernel = generator.compile(generator.prepare(generator.example, { name: 'c', type, unique, rowCount: 100 } as never), context);
    const out = new Float64Array(100);
    if (kernel.lane === 'number') kernel.fill(out, Uint32Array.from(out, (_, i) => i), 100);
    expect(out.every((value) => value % 5 === 0 && value >= 0 && value < 500)).toBe(true);
    expect(new Set(out).size)[unique ? 'toBe' : 'toBeLessThan'](100);
  });

  it('names files that exist', () => {
    const files = [...page.matchAll(/`((?:libs|tools|docs)\/[\w./-]+)`/g)].map(([, file]) => file).filter((file) => !file.endsWith('/multiple.ts'));
    expect(files.length).toBeGreaterThan(5);
    expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  });

  it.each([
    ['generator-kind.ts', 'GeneratorKind'],
    ['registry.ts', 'GENERATOR_KINDS'],
    ['continuous-kind.ts', 'continuousKind'],
    ['discrete-kind.ts', 'discreteKind'],
  ])('%s has %s, which it names', (file, symbol) => {
    expect(page).toContain(symbol);
    expect(readFileSync(join(ROOT, 'libs/generation/generators/src', file), 'utf8')).toMatch(new RegExp(`export (const|interface|function) ${symbol}\\b`));
  });
});
