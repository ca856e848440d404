import { subscribe, unsubscribe } from 'node:diagnostics_channel';

interface ResponseHead {
  readonly request: { readonly origin?: string | URL; readonly path: string };
  readonly response: { readonly statusCode: number };
}

const RECEIVER = '/webhooks/spotdraft';

/** Counts by status how the servers answered each try of each delivery, seen from the sender's side. */
export function watchAnswers(
  urls: readonly string[],
): Disposable & { report(): Readonly<Record<string, number>> } {
  const statuses = new Map<number, number>();

  function onHead(message: unknown): void {
    const { request, response } = message as ResponseHead;
    if (request.path !== RECEIVER || !urls.includes(String(request.origin))) return;
    statuses.set(response.statusCode, (statuses.get(response.statusCode) ?? 0) + 1);
  }

  subscribe('undici:request:headers', onHead);
  return {
    report: () => Object.fromEntries(statuses),
    [Symbol.dispose]: () => {
      unsubscribe('undici:request:headers', onHead);
    },
  };
}
