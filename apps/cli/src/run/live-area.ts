import type { OutputStream } from '../output/terminal';

const HIDE_CURSOR = '\u001b[?25l';
const SHOW_CURSOR = '\u001b[?25h';

/** Lines at the end of a screen that are redrawn in place. */
export class LiveArea {
  private height = 0;

  constructor(private readonly out: OutputStream) {}

  draw(lines: readonly string[]): void {
    this.out.write(`${HIDE_CURSOR}${this.toStart()}${lines.map((line) => `${line}\u001b[K\n`).join('')}\u001b[J`);
    this.height = lines.length;
  }

  /** Writes a line that stays, above the area. */
  printAbove(line: string): void {
    this.out.write(`${this.toStart()}\u001b[J${line}\n`);
    this.height = 0;
  }

  /** Leaves the lines as they are and gives the cursor back. */
  end(): void {
    this.out.write(SHOW_CURSOR);
    this.height = 0;
  }

  private toStart(): string {
    return this.height > 0 ? `\u001b[${this.height}A\r` : '';
  }
}
