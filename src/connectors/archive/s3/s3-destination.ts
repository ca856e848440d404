import type { FinishedCall } from '../../../domain/activity.js';
import type { Clock } from '../../../domain/clock.js';
import type { S3Config } from '../../../domain/destination-config.js';
import { createOutbound } from '../../http/outbound.js';
import { DestinationError } from '../destination.js';
import type { Destination, FileToPut, PutOptions, PutOutcome, StoredFile } from '../destination.js';
import { judgeExisting } from '../judge-existing.js';
import { statusOf } from './s3-errors.js';
import { inspectS3 } from './s3-inspect.js';
import { PART_SIZES, uploadInParts } from './s3-multipart.js';
import type { PartSizes } from './s3-multipart.js';
import { createS3Store, leavesOpen } from './s3-store.js';
import { noted } from '../../../domain/said.js';

/**
 * A bucket at Amazon or on a compatible server. A key is written only where nothing is: the server is asked to see to it, and,
 * since not every compatible one does, is looked at before and after.
 */
export function createS3Destination(
  config: S3Config,
  {
    clock,
    sizes = PART_SIZES,
    onCall,
  }: {
    readonly clock: Clock;
    readonly sizes?: PartSizes;
    /** Told of every exchange. */
    readonly onCall?: ((call: FinishedCall) => void) | undefined;
  },
): Destination {
  const outbound = createOutbound({ onCall });
  const store = createS3Store(config, outbound, clock);

  async function judge(file: FileToPut, existing: StoredFile, signal: AbortSignal) {
    return judgeExisting(file, existing, ({ ref }) => store.read(ref.id, signal));
  }

  async function put(file: FileToPut, options: PutOptions): Promise<PutOutcome> {
    const { signal } = options;
    const key = keyOf(file.folder, file.name);
    const isResumed = options.resume !== null && options.resume !== '';
    // Amazon sees to it alone.
    if (config.endpoint !== null || isResumed) {
      const existing = await store.peek(key, signal);
      if (existing !== null) return judge(file, existing, signal);
    }
    const end = await store.attempt('put', async () => {
      try {
        return file.sizeBytes > sizes.singleMaxBytes
          ? await uploadInParts(store, file, key, options, sizes)
          : await putAtOnce(file, key, signal);
      } catch (error) {
        if (!leavesOpen(error)) throw error;
        const landed = await store.head(key, signal).catch(() => null);
        if (landed === null) throw error;
        return 'done';
      }
    });
    return settle(file, key, end, signal);
  }

  async function settle(
    file: FileToPut,
    key: string,
    end: 'done' | 'exists' | 'lost',
    signal: AbortSignal,
  ): Promise<PutOutcome> {
    const stored = await store.head(key, signal);
    if (stored === null) {
      throw new DestinationError(noted`The upload came to nothing at S3. It is begun again.`, {
        fault: end === 'lost' ? 'busy' : 'unavailable',
        operation: 'HeadObject',
      });
    }
    const outcome = await judge(file, stored, signal);
    return outcome.kind === 'already-there' && end === 'done'
      ? { ...outcome, kind: 'created' }
      : outcome;
  }

  async function putAtOnce(
    file: FileToPut,
    key: string,
    signal: AbortSignal,
  ): Promise<'done' | 'exists'> {
    try {
      await store.putObject(file, key, true, signal);
      return 'done';
    } catch (error) {
      const status = statusOf(error);
      if (status === 412) return 'exists';
      if (status !== 501) throw error;
    }
    // It knows no conditions; nothing was there a moment ago.
    await store.putObject(file, key, false, signal);
    return 'done';
  }

  return {
    name: config.name,
    put,
    stat: (ref, { signal }) => store.head(ref.id, signal),
    read: (ref, { signal }) => store.read(ref.id, signal),
    findByName: (folder, name, { signal }) => store.head(keyOf(folder, name), signal),
    findByKey: async () => [],
    remove: (ref, { signal }) => store.remove(ref.id, signal),
    inspect: (options) => inspectS3(store, options),
    close: async () => {
      store.client.destroy();
      await outbound.close();
    },
  };
}

function keyOf(folder: readonly string[], name: string): string {
  return [...folder, name].join('/');
}
