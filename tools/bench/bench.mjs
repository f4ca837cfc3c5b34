import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';

/** What scenarios measure with, and the figures that they find. */
export class Bench {
  figures = [];

  /**
   * @param settings `scripts`: folder of the bundled scripts; `work`: folder for their files; `runs`: of each side;
   *   `rows`, `largeRows`: of the big tables; `definition`: file of the star schema
   */
  constructor(settings) {
    Object.assign(this, settings);
  }

  /** A path in the bench's own folder. */
  path(name) {
    return join(this.work, name);
  }

  /** Runs a script in a process of its own and answers its sample: `wallMs`, `cpuMs`, `peakRssMb` and its details. */
  run(name, ...args) {
    process.stderr.write(`  ${name} ${args.filter((arg) => !String(arg).includes(this.work)).join(' ')} …\n`);
    const output = execFileSync(process.execPath, [join(this.scripts, `${name}.cjs`), ...args.map(String)], { encoding: 'utf8' });
    return JSON.parse(output.trim().split('\n').at(-1));
  }

  /** `generate-plan` of a definition: its name in `definitions.ts` or a file; 0 rows: as many as it says. */
  generate(definition, rows = 0, workers = 2) {
    const folder = this.path('generated');
    const sample = this.run('generate-plan', definition, rows, folder, workers);
    rmSync(folder, { recursive: true, force: true });
    return sample;
  }

  /** Calls functions that answer samples in turn, `runs` times, and answers the samples of each. */
  inTurn(...sides) {
    const samples = sides.map(() => []);
    for (let i = 0; i < this.runs; i++) sides.forEach((side, index) => samples[index].push(side()));
    return samples;
  }

  /** Notes a figure. `wanted` is `atLeast(…)` or `below(…)`; details are for the reader. */
  figure(name, value, wanted, detail = {}) {
    this.figures.push({ name, value: Number(value.toFixed(2)), wanted: wanted.text, ok: wanted.holds(value), detail });
    process.stderr.write(`  ${name}: ${value.toFixed(2)} (${wanted.text}) ${JSON.stringify(detail)}\n`);
  }
}

export function atLeast(limit) {
  return { text: `at least ${limit}`, holds: (value) => value >= limit };
}

export function below(limit) {
  return { text: `below ${limit}`, holds: (value) => value < limit };
}

export function between(least, most) {
  return { text: `${least} to ${most}`, holds: (value) => value >= least && value <= most };
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** Median over the pairs of how many times as long `slow` took as `fast`. */
export function timesAsFast(fast, slow) {
  return median(fast.map(({ wallMs }, index) => slow[index].wallMs / wallMs));
}

/** Median over the pairs of the ratio of a rate, such as `cellsPerSecond`. */
export function ratioOf(rate, some, others) {
  return median(some.map((sample, index) => rate(sample) / rate(others[index])));
}

export const rowsPerSecond = ({ wallMs, detail }) => (detail.rows * 1000) / wallMs;
/** Rows for each second of a processor. */
export const rowsPerProcessorSecond = ({ cpuMs, detail }) => (detail.rows * 1000) / cpuMs;
export const cellsPerSecond = ({ wallMs, detail }) => (detail.cells * 1000) / wallMs;

/** Median over the pairs of the processor time of some samples against others: less noisy than the clock where a machine is busy. */
export function processorTime(some, others) {
  return ratioOf(({ cpuMs }) => cpuMs, some, others).toFixed(2);
}

/** Median of a rate in millions, as text. */
export function millions(rate, samples) {
  return `${(median(samples.map(rate)) / 1e6).toFixed(2)} M/s`;
}

export function peakRssMb(samples) {
  return Math.max(...samples.map((sample) => sample.peakRssMb));
}
