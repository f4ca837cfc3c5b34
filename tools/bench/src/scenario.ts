/** What one measured process reports on its last line. */
export interface Sample {
  readonly wallMs: number;
  /** Processor time of all its threads: what the work costs however busy the machine is. */
  readonly cpuMs: number;
  /** Largest resident set of the process, in megabytes (10^6 bytes). */
  readonly peakRssMb: number;
  readonly detail?: Readonly<Record<string, number | string>>;
}

/** Measures a piece of work in this process and prints the sample as JSON. */
export async function measure(work: () => Promise<Sample['detail'] | void>): Promise<void> {
  const start = performance.now();
  const before = process.cpuUsage();
  const detail = await work();
  const cpu = process.cpuUsage(before);
  const sample: Sample = {
    wallMs: Math.round(performance.now() - start),
    cpuMs: Math.round((cpu.user + cpu.system) / 1000),
    peakRssMb: Math.round((process.resourceUsage().maxRSS * 1024) / 1e6),
    ...(detail ? { detail } : {}),
  };
  console.log(JSON.stringify(sample));
}
