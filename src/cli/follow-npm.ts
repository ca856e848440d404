import { readFileSync } from 'node:fs';
import { isStartedByNpm } from '../config/is-started-by-npm.js';

const LOOK_EVERY_MS = 250;

/**
 * npx and scripts of other packages have a shell between npm and us, and npm passes a signal on to that shell alone: it
 * ends, and the server would live on, its port taken. When the shell or npm is gone, this process hears what it would
 * hear when its terminal is gone, SIGHUP. Our own scripts replace the shell by us (`exec`), so that npm's signals are ours.
 * Started without npm, as a daemon is, it stays.
 */
export function followNpm(): void {
  if (!isStartedByNpm()) return;
  const before = whoStartedUs();
  const looking = setInterval(() => {
    if (whoStartedUs() === before) return;
    clearInterval(looking);
    process.kill(process.pid, 'SIGHUP');
  }, LOOK_EVERY_MS);
  looking.unref();
}

/** Our parent and, where that is a shell between npm and us, npm: each shows another parent once its own has ended. */
function whoStartedUs(): string {
  const { ppid } = process;
  return `${ppid} ${isShell(ppid) ? parentOf(ppid) : ''}`;
}

function isShell(pid: number): boolean {
  return /^\S*sh\0-c\0/.test(readProc(pid, 'cmdline'));
}

function parentOf(pid: number): string {
  // "pid (name) state parent …"; a name may hold anything, so it is cut off at its last bracket.
  const stat = readProc(pid, 'stat');
  return stat.slice(stat.lastIndexOf(')')).split(' ')[2] ?? '';
}

function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return ''; // another system, or the process is gone, which the parent's number tells
  }
}
