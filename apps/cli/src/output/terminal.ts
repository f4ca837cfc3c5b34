import pico from 'picocolors';
import type { Readable, Writable } from 'node:stream';

/** An output stream as far as the command line uses it; `process.stdout` is one. */
export type OutputStream = Writable & { readonly isTTY?: boolean; readonly columns?: number; readonly rows?: number };
/** An input stream; `process.stdin` is one. */
export type InputStream = Readable & { readonly isTTY?: boolean };

type Colors = ReturnType<typeof pico.createColors>;

/** Where a command reads and writes. Results go to `out`, everything said about them to `err`. */
export class Terminal {
  readonly outColors: Colors;
  readonly errColors: Colors;

  constructor(
    readonly out: OutputStream,
    readonly err: OutputStream,
    readonly input: InputStream,
    environment: Readonly<Record<string, string | undefined>>,
  ) {
    this.outColors = pico.createColors(usesColor(out, environment));
    this.errColors = pico.createColors(usesColor(err, environment));
  }

  /** A person sees the results as they appear. */
  get isInteractive(): boolean {
    return this.out.isTTY === true;
  }

  /** Columns of the screen; undefined where the output goes into a file or a pipe. */
  get width(): number | undefined {
    return this.isInteractive ? (this.out.columns ?? 80) : undefined;
  }

  print(text: string): void {
    this.out.write(`${text}\n`);
  }

  note(text: string): void {
    this.err.write(`${text}\n`);
  }

  printJson(value: unknown): void {
    this.out.write(`${JSON.stringify(value, null, 2)}\n`);
  }
}

/** https://no-color.org and its counterpart FORCE_COLOR; a screen otherwise. */
function usesColor(stream: OutputStream, environment: Readonly<Record<string, string | undefined>>): boolean {
  if ((environment['NO_COLOR'] ?? '') !== '' || environment['TERM'] === 'dumb') return false;
  if ((environment['FORCE_COLOR'] ?? '0') !== '0') return true;
  return stream.isTTY === true;
}
