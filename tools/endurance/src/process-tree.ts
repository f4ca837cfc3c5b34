import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks of the kernel in a second: 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

/** What a process and its children use. */
export interface Usage {
  readonly rssMb: number;
  /** Processor time of those that live, in milliseconds. */
  readonly cpuMs: number;
}

/** Usage of a process and all processes below it, from Linux's `/proc`. */
export function usageOf(root: number): Usage {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap(statOf);
  const members = new Set([root]);
  for (let size = 0; size < members.size; ) {
    size = members.size;
    for (const { pid, parent } of processes) if (members.has(parent)) members.add(pid);
  }
  const own = processes.filter(({ pid }) => members.has(pid));
  const sum = (of: (one: Stat) => number) => own.reduce((total, one) => total + of(one), 0);
  return { rssMb: sum(({ rssMb }) => rssMb), cpuMs: sum(({ cpuMs }) => cpuMs) };
}

interface Stat extends Usage {
  readonly pid: number;
  readonly parent: number;
}

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html; nothing where the process has just ended. */
function statOf(pid: string): readonly Stat[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program, in parentheses, may hold blanks.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ').map(Number);
    const [parent, user, system] = [fields[1]!, fields[11]!, fields[12]!];
    const rssKb = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
    return [{ pid: Number(pid), parent, rssMb: rssKb / 1024, cpuMs: ((user + system) * 1000) / TICKS_PER_SECOND }];
  } catch {
    return [];
  }
}
