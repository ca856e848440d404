/** Open connections of one process; each costs memory and a look at every change. */
const MAX_OPEN = 1_000;
/** A person's tabs, or the pages that one key serves. */
const MAX_OPEN_PER_CALLER = 20;

export interface OpenStreams {
  /** A place for a stream of this caller, or which bound stands against it. */
  enter(callerKey: string): Place | 'server-full' | 'caller-full' | 'closing';
  /** Ends all streams, and refuses new ones. */
  close(): void;
}

export interface Place {
  /** Aborted when the server closes. */
  readonly signal: AbortSignal;
  /** Harmless when repeated. */
  leave(): void;
}

export function createOpenStreams(onCount: (open: number) => void): OpenStreams {
  const closing = new AbortController();
  const places = new Set<Place>();
  const byCaller = new Map<string, number>();

  return {
    enter(callerKey) {
      if (closing.signal.aborted) return 'closing';
      if (places.size >= MAX_OPEN) return 'server-full';
      const ofCaller = byCaller.get(callerKey) ?? 0;
      if (ofCaller >= MAX_OPEN_PER_CALLER) return 'caller-full';
      const place: Place = {
        signal: closing.signal,
        leave: () => {
          if (!places.delete(place)) return;
          const left = (byCaller.get(callerKey) ?? 1) - 1;
          if (left === 0) byCaller.delete(callerKey);
          else byCaller.set(callerKey, left);
          onCount(places.size);
        },
      };
      places.add(place);
      byCaller.set(callerKey, ofCaller + 1);
      onCount(places.size);
      return place;
    },
    close: () => {
      closing.abort(new Error('The server is closing.'));
    },
  };
}
