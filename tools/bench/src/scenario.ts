import { existsSync, readFileSync } from 'node:fs';

/** What one measured process reports on its last line. */
export interface Sample {
  readonly wallMs: number;
  /** Processor time of all its threads, and of its child processes that have ended: what the work costs however busy the machine is. */
  readonly cpuMs: number;
  /** Largest resident set of the process, in megabytes (10^6 bytes). */
  readonly peakRssMb: number;
  readonly detail?: Readonly<Record<string, number | string>>;
}

/** Measures a piece of work in this process and prints the sample as JSON. */
export async function measure(work: () => Promise<Sample['detail'] | void>): Promise<void> {
  const start = performance.now();
  const before = process.cpuUsage();
  const childrenBefore = childrenCpuMs();
  const detail = await work();
  const cpu = process.cpuUsage(before);
  const sample: Sample = {
    wallMs: Math.round(performance.now() - start),
    cpuMs: Math.round((cpu.user + cpu.system) / 1000 + childrenCpuMs() - childrenBefore),
    peakRssMb: Math.round((process.resourceUsage().maxRSS * 1024) / 1e6),
    ...(detail ? { detail } : {}),
  };
  console.log(JSON.stringify(sample));
}

/** Ticks of 10 ms that ended children have used, by the system's own account; none where it is not Linux. */
function childrenCpuMs(): number {
  if (!existsSync('/proc/self/stat')) return 0;
  const [user, system] = readFileSync('/proc/self/stat', 'utf8').replace(/^.*\) /s, '').split(' ').slice(13, 15).map(Number);
  return (user + system) * 10;
}
