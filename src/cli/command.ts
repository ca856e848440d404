import { printable, printableLines } from '../domain/printable.js';
import { DealdraftError, ConfigError, InputError } from '../domain/errors.js';

export const EXIT_OK = 0;
/** The command ran and found or met something bad. */
export const EXIT_FAILED = 1;
/** Wrong usage or configuration: nothing was done. */
export const EXIT_USAGE = 2;

const EXIT_AFTER_FAILURE_MS = 1_000;

/** Turns a command's outcome into an exit code, and its failure into one clear line on stderr. */
export async function runCommand(action: () => Promise<number | undefined>): Promise<void> {
  try {
    process.exitCode = (await action()) ?? EXIT_OK;
  } catch (error) {
    process.exitCode = reportFailure(error);
    // What a start left open when it failed must not keep the process.
    setTimeout(() => process.exit(), EXIT_AFTER_FAILURE_MS).unref();
  }
}

function reportFailure(error: unknown): number {
  if (error instanceof ConfigError) {
    for (const problem of error.problems) complain(problem);
    return EXIT_USAGE;
  }
  if (error instanceof InputError) {
    complain(error.message);
    return EXIT_USAGE;
  }
  const [first = '', ...stack] = describe(error).split('\n');
  complain(first);
  for (const line of stack) process.stderr.write(`${printable(line)}\n`);
  return EXIT_FAILED;
}

const NO_ADDRESS = 'HOST must be an address of this machine, such as 127.0.0.1 or 0.0.0.0.';
/** What the machine itself refuses to a server that starts; whatever a neighbour refuses is an error of ours. */
const REMEDIES: Readonly<Record<string, string>> = {
  EADDRINUSE:
    "Another process listens there; set PORT to another port, or give the command's own port option.",
  EADDRNOTAVAIL: NO_ADDRESS,
  ENOTFOUND: NO_ADDRESS,
  EAI_AGAIN: NO_ADDRESS,
  EACCES: 'The machine does not allow it; a port from 1024 on needs no rights of its own.',
};

/** What the machine refuses of a file that was named. */
const FILE_REMEDIES: Readonly<Record<string, string>> = {
  ENOENT: 'Name a file in a folder that is there.',
  ENOTDIR: 'Name a file in a folder that is there.',
  EISDIR: 'Name a file; this is a folder.',
  EACCES: 'Give whoever runs this the right to it, or name another file.',
  EPERM: 'Give whoever runs this the right to it, or name another file.',
  EROFS: 'Name a file where this machine may write.',
  ENOSPC: 'Free space, or name a file on another disk.',
};

function describe(error: unknown): string {
  if (error instanceof DealdraftError) {
    const where =
      error.service === undefined
        ? ''
        : ` (${error.service === 'spotdraft' ? 'SpotDraft' : 'Salesforce'})`;
    return `${error.message}${where}`;
  }
  if (error instanceof Error && 'code' in error) {
    const remedies = 'path' in error ? FILE_REMEDIES : REMEDIES;
    const remedy = remedies[String(error.code)];
    if (remedy !== undefined) return `${error.message}. ${remedy}`;
  }
  return error instanceof Error
    ? `unexpected failure: ${error.stack ?? error.message}`
    : 'unexpected failure';
}

/**
 * Who reads on no more, such as `head`, has what they wanted: what would print on ends, without a word. A report that nobody takes is
 * no good one, so it is a failure, too. Of standard error nothing depends.
 */
export function endWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(EXIT_FAILED);
  });
  process.stderr.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

/** The one way to standard output: each text is one line, and what it holds of others' can't steer the terminal. */
export function print(...lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${printable(line)}\n`).join(''));
}

/** The beginning of a line that a person goes on with. */
export function printQuestion(text: string): void {
  process.stdout.write(`${printable(text)}: `);
}

/** What a person types, as the terminal's own editing of lines shows it. */
export function echo(piece: Buffer | string): void {
  process.stdout.write(piece);
}

export function printJson(value: unknown): void {
  process.stdout.write(`${printableLines(JSON.stringify(value, null, 2))}\n`);
}

/** One value a line, for programs that read on while it goes on. */
export function printJsonLine(value: unknown): void {
  print(JSON.stringify(value));
}

/** A table whose columns are as wide as their widest cell; cells are printable by now. */
export function printRows(rows: readonly (readonly string[])[]): void {
  const widths = rows.reduce<number[]>(
    (widest, row) => row.map((cell, column) => Math.max(widest[column] ?? 0, cell.length)),
    [],
  );
  for (const row of rows) {
    print(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  }
}

/** The one way to standard error, one line. */
export function complain(line: string): void {
  process.stderr.write(`dealdraft: ${printable(line)}\n`);
}
