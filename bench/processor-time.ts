import { readdir, readFile } from 'node:fs/promises';

/**
 * What a process has taken of the processors so far, all its threads together. Counted by the kernel in nanoseconds; the ticks
 * of `/proc/PID/stat` are a hundredth of a second each, which is two pages.
 */
export async function processorMs(pid: number): Promise<number> {
  const tasks = await readdir(`/proc/${pid}/task`);
  const spent = await Promise.all(
    tasks.map(async (task) => {
      const text = await readFile(`/proc/${pid}/task/${task}/schedstat`, 'utf8').catch(() => '0');
      return Number(text.split(' ')[0]) / 1e6;
    }),
  );
  return spent.reduce((sum, ms) => sum + ms, 0);
}
