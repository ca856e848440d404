import { DealdraftError, ConfigError, InputError } from '../domain/errors.js';

export const EXIT_OK = 0;
/** The command ran and found or met something bad. */
export const EXIT_FAILED = 1;
/** Wrong usage or configuration: nothing was done. */
export const EXIT_USAGE = 2;

/** Turns a command's outcome into an exit code, and its failure into one clear line on stderr. */
export async function runCommand(action: () => Promise<number | undefined>): Promise<void> {
  try {
    process.exitCode = (await action()) ?? EXIT_OK;
  } catch (error) {
    process.exitCode = reportFailure(error);
  }
}

function reportFailure(error: unknown): number {
  if (error instanceof ConfigError) {
    for (const problem of error.problems) process.stderr.write(`dealdraft: ${problem}\n`);
    return EXIT_USAGE;
  }
  if (error instanceof InputError) {
    process.stderr.write(`dealdraft: ${error.message}\n`);
    return EXIT_USAGE;
  }
  process.stderr.write(`dealdraft: ${describe(error)}\n`);
  return EXIT_FAILED;
}

function describe(error: unknown): string {
  if (error instanceof DealdraftError) {
    const where =
      error.service === undefined
        ? ''
        : ` (${error.service === 'spotdraft' ? 'SpotDraft' : 'Salesforce'})`;
    return `${error.message}${where}`;
  }
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return `${error.message}. Another process listens there; set PORT to another port, or give the command's own port option.`;
  }
  return error instanceof Error
    ? `unexpected failure: ${error.stack ?? error.message}`
    : 'unexpected failure';
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}

/** Resolves with the signal's name when the process is asked to end; a second one ends it at once. */
export function untilToldToStop(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let asked = false;
    const onSignal = (signal: NodeJS.Signals) => {
      if (asked) process.exit(EXIT_FAILED);
      asked = true;
      resolve(signal);
    };
    process.on('SIGTERM', onSignal);
    process.on('SIGINT', onSignal);
  });
}
