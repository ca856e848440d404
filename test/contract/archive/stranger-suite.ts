import { expect, it } from 'vitest';
import { DestinationError } from '../../../src/connectors/archive/destination.js';
import type {
  Destination,
  FileRef,
  FileToPut,
  PutOutcome,
} from '../../../src/connectors/archive/destination.js';
import type { FaultKit } from '../../../src/sandbox/http/faults.js';
import { sampleFile } from './sample-file.js';

interface StrangerTools {
  readonly world: () => { readonly faults: Pick<FaultKit, 'add' | 'clear'> | null };
  /** As another process would, which has not signed in yet. */
  readonly open: () => Promise<Destination>;
  readonly memory: () => { untilThere(file: FileToPut): Promise<PutOutcome> };
  readonly readWhole: (destination: Destination, ref: FileRef) => Promise<Buffer>;
  readonly signal: () => AbortSignal;
}

/** What somebody between answers in the destination's place says nothing about a file. */
export function describeStrangers({ world, open, memory, readWhole, signal }: StrangerTools) {
  const put = async (destination: Destination, file: FileToPut) =>
    destination.put(file, { resume: null, signal: signal(), save: async () => undefined });

  it.each([200, 302, 400, 403, 404, 405, 406, 410, 413, 423, 451])(
    'takes a page with %i, which a proxy sends in its place, for no verdict on a file',
    async (status) => {
      const file = await sampleFile();
      const destination = await open();
      const outcome = await put(destination, file);
      if (outcome.kind === 'taken') throw new Error('nothing was there before');
      const { ref } = outcome.file;
      const other = await sampleFile({ name: 'Other.pdf', archiveKey: 'T-2/v1' });
      world().faults?.add({
        kind: 'status',
        status,
        body: '<html><body>Blocked</body></html>',
        headers: { 'content-type': 'text/html' },
      });
      const looks: Readonly<Record<string, () => Promise<unknown>>> = {
        stat: () => destination.stat(ref, { signal: signal() }),
        findByName: () => destination.findByName(file.folder, file.name, { signal: signal() }),
        // Bytes that came in full are judged by their digest.
        ...(status === 200 ? {} : { read: () => readWhole(destination, ref) }),
        put: () => put(destination, other),
        'sign-in': async () => put(await open(), other),
      };
      for (const [name, look] of Object.entries(looks)) {
        const seen = await look().catch((error: unknown) =>
          error instanceof DestinationError ? error.fault : error,
        );
        expect(seen, name).toBe('unavailable');
      }
      world().faults?.clear();
      expect((await memory().untilThere(other)).kind).toBe('created');
      expect(await destination.stat(ref, { signal: signal() })).not.toBeNull();
    },
  );
}
