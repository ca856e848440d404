import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const CLONE = fileURLToPath(new URL('../..', import.meta.url));
const PROGRAM = `${CLONE}bin/dealdraft.js`;
/** npx asks the registry for news otherwise. */
const QUIET_NPM = { npm_config_update_notifier: 'false', npm_config_offline: 'true' };
/** Long enough for a machine with far more to do than it has cores. */
const READY_WITHIN_MS = 45_000;

/** Where a process runs. `env` is all it gets: nothing of this machine's settings reaches it. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string>>;
  /** A folder without a `.env`. */
  readonly folder: string;
  /** The program to start; that of this clone when absent. */
  readonly program?: string;
  /** A program, with its arguments, that it is started through and that becomes it. */
  readonly within?: readonly string[];
}

export interface CommandResult {
  /** Null when a signal ended it. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one command of the real program to its end. */
export async function runCommand(
  surroundings: Surroundings,
  ...args: readonly string[]
): Promise<CommandResult> {
  const child = start(surroundings, args);
  const [stdout, stderr, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { exitCode, stdout, stderr };
}

export interface RunningProcess extends AsyncDisposable {
  readonly pid: number;
  /** The first line of standard output that says it is ready. */
  readonly ready: string;
  /** All of standard output, as far as it has come. */
  readonly lines: readonly string[];
  /** Holds it still with its sockets open, as a machine that hangs does, until `resume`. */
  pause(): void;
  resume(): void;
  /** Sends a signal and resolves once the process has ended. */
  end(signal: NodeJS.Signals): Promise<{ exitCode: number | null; tookMs: number }>;
}

/**
 * Starts a command that stays, and waits for the line that says it is ready.
 * @throws with what it wrote to standard error, when it ends before that line.
 */
export async function startCommand(
  surroundings: Surroundings,
  args: readonly string[],
  isReady: (line: string) => boolean,
): Promise<RunningProcess> {
  return whenReady(start(surroundings, args), args, isReady);
}

/** The same through `npm` or `npx` in the clone, as people start it. It has ended when all that it started has. */
export async function startThroughNpm(
  { env }: Pick<Surroundings, 'env'>,
  [program, ...args]: readonly [string, ...string[]],
  isReady: (line: string) => boolean,
): Promise<RunningProcess> {
  const child = spawn(program, args, {
    cwd: CLONE,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...QUIET_NPM, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return whenReady(child, args, isReady);
}

async function whenReady(
  child: ReturnType<typeof start>,
  args: readonly string[],
  isReady: (line: string) => boolean,
): Promise<RunningProcess> {
  const ended = once(child, 'close') as Promise<[number | null]>;
  const stderr = text(child.stderr);
  const lines: string[] = [];
  const ready = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`${args.join(' ')} was not ready within ${READY_WITHIN_MS} ms`));
    }, READY_WITHIN_MS);
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line);
      if (!isReady(line)) return;
      clearTimeout(timer);
      resolve(line);
    });
    void ended.then(async () => {
      clearTimeout(timer);
      reject(new Error(`${args.join(' ')} ended before it was ready: ${await stderr}`));
    });
  });
  return {
    pid: child.pid ?? 0,
    ready,
    lines,
    pause: () => child.kill('SIGSTOP'),
    resume: () => child.kill('SIGCONT'),
    async end(signal) {
      const sentAt = performance.now();
      child.kill(signal);
      const [exitCode] = await ended;
      return { exitCode, tookMs: performance.now() - sentAt };
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

export interface ServeProcess extends RunningProcess {
  readonly url: string;
}

/** Starts `dealdraft serve` and reads from its log where it listens. */
export async function startServe(
  surroundings: Surroundings,
  ...options: readonly string[]
): Promise<ServeProcess> {
  const serving = await startCommand(surroundings, ['serve', ...options], (line) =>
    line.includes('dealdraft is listening'),
  );
  const { url } = JSON.parse(serving.ready) as { url: string };
  return { ...serving, url };
}

function start(
  { env, folder, program = PROGRAM, within = [] }: Surroundings,
  args: readonly string[],
) {
  const [first = process.execPath, ...rest] = [...within, process.execPath, program, ...args];
  const child = spawn(first, rest, {
    cwd: folder,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return child satisfies ChildProcess;
}
