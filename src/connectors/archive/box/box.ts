import type { FinishedCall } from '../../../domain/activity.js';
import type { Clock } from '../../../domain/clock.js';
import type { BoxConfig } from '../../../domain/destination-config.js';
import { createOutbound } from '../../http/outbound.js';
import type { Destination, FileToPut, PutOptions, PutOutcome, StoredFile } from '../destination.js';
import { DestinationError } from '../destination.js';
import { judgeExisting } from '../judge-existing.js';
import { leavesOpen } from '../rest/no-answer-error.js';
import type { RestAnswer } from '../rest/rest-client.js';
import { unlessGone } from '../rest/unless-gone.js';
import { createBoxApi } from './box-api.js';
import { createBoxFolders } from './box-folders.js';
import { inspectBox } from './box-inspect.js';
import { conflictOf, findFile, findItem, folderAsTaken, rootMissing } from './box-items.js';
import type { BoxItem } from './box-items.js';
import { writeMetadata } from './box-metadata.js';
import { BOX_SESSION_FROM_BYTES, uploadInParts } from './box-upload-session.js';
import { uploadAtOnce, uploadedId } from './box-upload.js';
import { noted } from '../../../domain/said.js';

const MAX_ANSWER_BYTES = 8 * 1024 * 1024;

export interface BoxOptions {
  readonly clock: Clock;
  /** Files of this size and larger are sent in parts. */
  readonly sessionFromBytes?: number;
  /** Told of every exchange. */
  readonly onCall?: ((call: FinishedCall) => void) | undefined;
}

/**
 * Box, by ids below one folder. A name is there once per folder, whatever its case; what has it is asked for before anything is
 * sent. Metadata comes after the file, so that a put that finds its file without adds it.
 */
export function createBox(
  config: BoxConfig,
  { clock, sessionFromBytes = BOX_SESSION_FROM_BYTES, onCall }: BoxOptions,
): Destination {
  const outbound = createOutbound({ maxAnswerBytes: MAX_ANSWER_BYTES, onCall });
  const api = createBoxApi(config, { outbound, clock });
  const folders = createBoxFolders(api, config.folderId);
  const { folderId: rootId } = config;

  async function judge(file: FileToPut, item: BoxItem, signal: AbortSignal): Promise<PutOutcome> {
    const path = [...file.folder, file.name].join('/');
    if (item.type === 'folder') return { kind: 'taken', by: folderAsTaken(item.id, path) };
    const existing = await findFile(api, rootId, item.id, { signal });
    if (existing === null) {
      throw new DestinationError(
        noted`What has the name at Box can not be read, or went away meanwhile.`,
        {
          fault: 'busy',
        },
      );
    }
    const outcome = await judgeExisting(file, existing, ({ ref }) => api.download(ref.id, signal));
    if (outcome.kind !== 'taken' && existing.archiveKey === null) {
      await writeMetadata(api, existing.ref.id, file.metadata, { signal });
      return { ...outcome, file: { ...existing, archiveKey: file.archiveKey } };
    }
    return outcome;
  }

  /** What came of an upload: by its answer, or by what has the name now. */
  async function settle(
    file: FileToPut,
    folderId: string,
    answer: RestAnswer,
    operation: string,
    signal: AbortSignal,
  ): Promise<PutOutcome> {
    if (answer.status === 409) {
      return judge(
        file,
        await conflictOf(api, answer, operation, folderId, file.name, { signal }),
        signal,
      );
    }
    const id = uploadedId(answer, operation);
    await writeMetadata(api, id, file.metadata, { signal });
    const stored = await findFile(api, rootId, id, { signal });
    if (stored !== null) return { kind: 'created', file: stored };
    throw new DestinationError(noted`A file that was just written to Box is not there any more.`, {
      fault: 'unavailable',
      operation,
    });
  }

  async function write(
    file: FileToPut,
    folderId: string,
    options: PutOptions,
  ): Promise<PutOutcome> {
    const { signal } = options;
    if (file.sizeBytes < sessionFromBytes) {
      const answer = await uploadAtOnce(api, file, folderId, options);
      return settle(file, folderId, answer, 'POST /files/content', signal);
    }
    const ended = await uploadInParts({
      api,
      clock,
      file,
      folderId,
      origin: config.endpoints.upload,
      options,
    });
    if (ended.kind === 'answered')
      return settle(file, folderId, ended.answer, ended.operation, signal);
    throw new DestinationError(noted`Box lost an upload twice. It is tried again.`, {
      fault: 'unavailable',
    });
  }

  async function putInto(
    folderId: string,
    file: FileToPut,
    options: PutOptions,
  ): Promise<PutOutcome> {
    const { signal } = options;
    const item = await findItem(api, folderId, file.name, file.sizeBytes, options);
    if (item !== null) return judge(file, item, signal);
    try {
      return await write(file, folderId, options);
    } catch (error) {
      if (!leavesOpen(error)) throw error;
      // It may also land later: then the next try finds it by its name.
      const landed = await findItem(api, folderId, file.name, file.sizeBytes, options);
      if (landed === null) throw error;
      const outcome = await judge(file, landed, signal);
      return outcome.kind === 'already-there' ? { ...outcome, kind: 'created' } : outcome;
    }
  }

  return {
    name: config.name,

    async put(file, options) {
      try {
        return await putInto(await folders.ensure(file.folder, options), file, options);
      } catch (error) {
        if (!isGone(error)) throw error;
        // A folder that was known is there no more: made again, once.
        folders.forget();
        try {
          return await putInto(await folders.ensure(file.folder, options), file, options);
        } catch (again) {
          throw isGone(again) ? rootMissing(again) : again;
        }
      }
    },

    stat: (ref, options) => findFile(api, rootId, ref.id, options),

    read: (ref, { signal }) => api.download(ref.id, signal),

    async findByName(folder, name, options): Promise<StoredFile | null> {
      const folderId = await folders.find(folder, options);
      if (folderId === null) return null;
      const item = await findItem(api, folderId, name, 0, options);
      if (item === null) return null;
      return item.type === 'file'
        ? findFile(api, rootId, item.id, options)
        : folderAsTaken(item.id, [...folder, name].join('/'));
    },

    // Free properties can't be searched; names and sidecars can be found.
    findByKey: async () => [],

    describe: (ref, metadata, options) => writeMetadata(api, ref.id, metadata, options),

    async remove(ref, { signal }) {
      await unlessGone(
        api.call({
          operation: 'DELETE /files/{id}',
          method: 'DELETE',
          path: `/files/${encodeURIComponent(ref.id)}`,
          signal,
        }),
      );
    },

    inspect: (options) => inspectBox(config, api, options),

    close: () => outbound.close(),
  };
}

function isGone(error: unknown): boolean {
  return error instanceof DestinationError && error.fault === 'gone';
}
