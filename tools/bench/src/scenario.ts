/** What one measured process reports on its last line. */
export interface Sample {
  readonly wallMs: number;
  /** Largest resident set of the process, in megabytes (10^6 bytes). */
  readonly peakRssMb: number;
  readonly detail?: Readonly<Record<string, number | string>>;
}

/** Measures a piece of work in this process and prints the sample as JSON. */
export async function measure(work: () => Promise<Sample['detail'] | void>): Promise<void> {
  const start = performance.now();
  const detail = await work();
  const sample: Sample = {
    wallMs: Math.round(performance.now() - start),
    peakRssMb: Math.round((process.resourceUsage().maxRSS * 1024) / 1e6),
    ...(detail ? { detail } : {}),
  };
  console.log(JSON.stringify(sample));
}
