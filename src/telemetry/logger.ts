import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';
import { currentCause } from '../domain/cause.js';
import { DealdraftError } from '../domain/errors.js';
import { printableLines } from '../domain/printable.js';

const MAX_MESSAGE = 500;
const MAX_CAUSES = 5;

/**
 * Structured logs, one JSON line each, on standard output; `destination: 2` sends them to standard error, for commands
 * whose standard output is their answer. Of an error only what is known to be harmless is logged: foreign errors carry
 * headers and bodies in their properties.
 */
export function createLogger(options: {
  readonly level: string;
  readonly destination?: 1 | 2 | DestinationStream;
}): Logger {
  const { destination = 1 } = options;
  return pino(
    {
      level: options.level,
      // Not "service": lines name with that the system they are about.
      base: { app: 'dealdraft' },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: describeError },
      mixin: correlation,
      formatters: { level: (label) => ({ level: label }) },
    },
    harmless(typeof destination === 'number' ? writtenEachTurn(destination) : destination),
  );
}

/** Of lines that wait: more of one turn are written at once. */
const MOST_WAITING_BYTES = 8_192;

/**
 * Lines of one turn of the event loop leave in one write at its end: a system call each would cost more than all else of a
 * line. What the process says last leaves when it ends, whatever ends it but a SIGKILL within the same turn.
 */
function writtenEachTurn(fd: number): DestinationStream {
  const file = pino.destination({ fd, sync: true, minLength: MOST_WAITING_BYTES });
  let isDue = false;
  // Not `flushSync`, which would have the disk flush each time, and try for ever to write to whom nobody reads any more.
  const flush = () => {
    if (!isDue) return;
    isDue = false;
    file.flush();
  };
  process.on('exit', flush);
  return {
    write: (line) => {
      file.write(line);
      if (isDue) return;
      isDue = true;
      setImmediate(flush);
    },
  };
}

/** What a line belongs to: rows of the own log and calls say the same. */
function correlation(): object {
  const cause = currentCause();
  return cause === null ? {} : { correlationId: cause.correlationId };
}

/** People read logs on terminals, and JSON leaves much in them that steers one. */
function harmless(destination: DestinationStream): DestinationStream {
  return { write: (line) => destination.write(printableLines(line)) };
}

function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const causes: string[] = [];
  for (
    let cause = error.cause;
    cause instanceof Error && causes.length < MAX_CAUSES;
    cause = cause.cause
  ) {
    causes.push(`${cause.name}: ${cause.message}`.slice(0, MAX_MESSAGE));
  }
  const shared = {
    type: error.name,
    message: error.message.slice(0, MAX_MESSAGE),
    ...(causes.length > 0 ? { causes } : {}),
  };
  if (!(error instanceof DealdraftError)) return { ...shared, stack: error.stack };
  const { code, service, operation, status, upstreamCode } = error;
  return { ...shared, code, service, operation, status, upstreamCode };
}
