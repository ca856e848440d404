import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** Starts a baseline as a process of its own; resolves with the address it prints. */
export async function startBaseline(
  name: string,
  ...args: readonly string[]
): Promise<AsyncDisposable & { readonly url: string; readonly pid: number }> {
  const file = path.join(import.meta.dirname, 'baselines', name);
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  const [url] = (await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    ended.then(() => {
      throw new Error(`The baseline ${name} ended before it listened.`);
    }),
  ])) as [string];
  return {
    url,
    pid: child.pid ?? 0,
    async [Symbol.asyncDispose]() {
      child.stdin.end();
      await ended;
    },
  };
}
