import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';

const READ_BY_IDS = 'filter__contract_id[$in]';
const WRITE = /\/composite\/sobjects/;

interface RequestStart {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

export interface OverlapReport {
  /** Contracts that were read for their runs by two calls at once: their key was worked on twice. */
  readonly contractsReadTwiceAtOnce: readonly string[];
  /** The most collections of records that were in flight to the CRM at once. */
  readonly writesAtOnce: number;
  /** So many calls were looked at; none would prove nothing. */
  readonly reads: number;
  /** Of deliveries that name a bare number; they have keys of their own and write nothing. */
  readonly lookUps: number;
  readonly writes: number;
}

/**
 * Watches, from the sandboxes' side, which contracts are being read for their runs and how many batches are being written
 * at any moment.
 * A call ends when its answer is out or its caller is gone, so a killed process counts no longer than it lives.
 */
export function watchOverlap(
  sandboxes: readonly { readonly url: string }[],
): Disposable & { report(): OverlapReport } {
  const ports = sandboxes.map(({ url }) => Number(new URL(url).port));
  const reading = new Map<string, number>();
  const twice = new Set<string>();
  let reads = 0;
  let lookUps = 0;
  let writing = 0;
  let writesAtOnce = 0;
  let writes = 0;

  function onStart(message: unknown): void {
    const { request, response } = message as RequestStart;
    if (!ports.includes(request.socket.localPort ?? 0)) return;
    const { searchParams, pathname } = new URL(request.url ?? '/', 'http://sandbox');
    const ids = searchParams.get(READ_BY_IDS)?.split(',') ?? [];
    if (isLookUp(ids)) {
      lookUps += 1;
    } else if (ids.length > 0) {
      reads += 1;
      for (const id of ids) {
        const others = reading.get(id) ?? 0;
        if (others > 0) twice.add(id);
        reading.set(id, others + 1);
      }
      response.once('close', () => {
        for (const id of ids) reading.set(id, (reading.get(id) ?? 1) - 1);
      });
    } else if (request.method === 'PATCH' && WRITE.test(pathname)) {
      writes += 1;
      writing += 1;
      writesAtOnce = Math.max(writesAtOnce, writing);
      response.once('close', () => {
        writing -= 1;
      });
    }
  }

  subscribe('http.server.request.start', onStart);
  return {
    report: () => ({ contractsReadTwiceAtOnce: [...twice], writesAtOnce, reads, lookUps, writes }),
    [Symbol.dispose]: () => {
      unsubscribe('http.server.request.start', onStart);
    },
  };
}

/**
 * The key `#7` is not the key `T-7`: to find out which contract a bare number means, T-7 and H-7 are looked at together, at
 * any time, also while T-7 is being run. No run asks for nothing but such pairs, unless both contracts of each are due.
 */
function isLookUp(ids: readonly string[]): boolean {
  const asked = new Set(ids);
  return ids.length > 0 && ids.every((id) => asked.has(twinOf(id)));
}

function twinOf(id: string): string {
  return id.startsWith('T-') ? id.replace('T-', 'H-') : id.replace('H-', 'T-');
}
