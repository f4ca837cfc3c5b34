import { PassThrough, Readable } from 'node:stream';
import { Terminal } from '../output/terminal';
import type { InputStream, OutputStream } from '../output/terminal';

/** A terminal in memory, for tests. */
export class MemoryTerminal extends Terminal {
  private readonly written = { out: '', err: '' };

  constructor({ isTTY = false, input = '', environment = {} }: { isTTY?: boolean; input?: string; environment?: Record<string, string> } = {}) {
    const stream = () => Object.assign(new PassThrough(), { isTTY, columns: 100, rows: 30 }) as OutputStream;
    super(stream(), stream(), Object.assign(Readable.from(input === '' ? [] : [Buffer.from(input)]), { isTTY }) as InputStream, environment);
    for (const name of ['out', 'err'] as const) this[name].on('data', (chunk: Buffer) => (this.written[name] += chunk.toString()));
  }

  get outText(): string {
    return this.written.out;
  }

  get errText(): string {
    return this.written.err;
  }
}
