import type { FinishedCall } from '../../../domain/activity.js';
import type { Clock } from '../../../domain/clock.js';
import type { OneDriveConfig, SharePointConfig } from '../../../domain/destination-config.js';
import { createOutbound } from '../../http/outbound.js';
import type {
  CallOptions,
  Destination,
  FileToPut,
  PutOptions,
  PutOutcome,
} from '../destination.js';
import { DestinationError } from '../destination.js';
import { isOfAnother, judgeExisting } from '../judge-existing.js';
import { leavesOpen } from '../rest/no-answer-error.js';
import { unlessGone } from '../rest/unless-gone.js';
import { createGraphApi, hasFault } from './graph-api.js';
import { checkIn } from './graph-check-in.js';
import { ARCHIVE_KEY, columnFor, readColumns, writeColumns } from './graph-columns.js';
import type { LibraryColumns } from './graph-columns.js';
import { createGraphFolders } from './graph-folders.js';
import type { GraphFolders } from './graph-folders.js';
import { inspectGraph } from './graph-inspect.js';
import { childPath, findChild, findItem, itemPath, toGraphItem } from './graph-items.js';
import type { GraphItem, ItemPlace } from './graph-items.js';
import { findPlace } from './graph-place.js';
import { codesOfGraph } from './graph-refusals.js';
import {
  continueSession,
  endSession,
  GRAPH_FRAGMENT_BYTES,
  readResume,
  resumeText,
  startSession,
} from './graph-upload-session.js';
import type { Resumed } from './graph-upload-session.js';
import { noted } from '../../../domain/said.js';

/** The drive with everything that is found out about it once. */
interface OpenDrive {
  readonly place: ItemPlace;
  readonly folders: GraphFolders;
  /** Null where metadata does not go into columns. */
  readonly columns: LibraryColumns | null;
  /** Whether the library keeps new files checked out; null while nobody knows. */
  checksOut: boolean | null;
}

const MAX_ANSWER_BYTES = 8 * 1024 * 1024;
/** Beyond that a file can't be sent in one go. */
const MAX_AT_ONCE_BYTES = 250 * 1024 * 1024;
/** A hash may come late. */
const HASH_WAITS_MS = [1_000, 2_000, 4_000] as const;

export interface GraphOptions {
  readonly clock: Clock;
  /** Larger files are sent in fragments of this size, a multiple of 320 KiB. */
  readonly fragmentBytes?: number;
  /** Told of every exchange. */
  readonly onCall?: ((call: FinishedCall) => void) | undefined;
}

/**
 * SharePoint libraries and OneDrive, both by Microsoft Graph. A name is there once per folder; a write that would replace
 * something fails, and then it is looked whose the name is.
 *
 * SharePoint may alter what it is given: what it states is reported as it is, and a file that an earlier try of this put has
 * left is its own, also where the bytes are not the same any more.
 */
export function createGraph(
  config: SharePointConfig | OneDriveConfig,
  { clock, fragmentBytes = GRAPH_FRAGMENT_BYTES, onCall }: GraphOptions,
): Destination {
  const outbound = createOutbound({ maxAnswerBytes: MAX_ANSWER_BYTES, onCall });
  const api = createGraphApi(config, { outbound, clock });
  const hasColumns = config.type === 'sharepoint' && config.columns;
  const mayAlter = config.type === 'sharepoint';
  let opening: Promise<OpenDrive> | null = null;

  async function open(options: CallOptions): Promise<OpenDrive> {
    const { driveId } = await findPlace(config, api, options);
    const columns = hasColumns ? await readColumns(api, driveId, options) : null;
    const keyColumn = columns === null ? null : columnFor(columns, ARCHIVE_KEY);
    const place = { driveId, keyColumn };
    const checksOut = mayAlter ? null : false;
    return { place, columns, folders: createGraphFolders(api, place), checksOut };
  }

  async function drive(options: CallOptions): Promise<OpenDrive> {
    opening ??= open(options);
    const mine = opening;
    try {
      return await mine;
    } catch (error) {
      if (opening === mine) opening = null;
      throw error;
    }
  }

  /** Waits a little for a hash that is not stated yet; without one the bytes are read back above. */
  async function withHash(
    item: GraphItem,
    place: ItemPlace,
    options: CallOptions,
  ): Promise<GraphItem> {
    let latest = item;
    for (const waitMs of HASH_WAITS_MS) {
      if (latest.stored.digest !== null || latest.isFolder) return latest;
      await clock.sleep(waitMs, options.signal);
      latest = (await findItem(api, place, item.stored.ref.id, options)) ?? latest;
    }
    return latest;
  }

  /** Columns after the file, and the file once more after the columns: to write these may alter the file. */
  async function described(
    item: GraphItem,
    file: FileToPut,
    { place, columns }: OpenDrive,
    options: CallOptions,
  ): Promise<GraphItem> {
    const { id } = item.stored.ref;
    if (columns === null || columns.byEntry.size === 0) return withHash(item, place, options);
    await writeColumns(api, place.driveId, id, columns, file.metadata, options);
    return withHash((await findItem(api, place, id, options)) ?? item, place, options);
  }

  async function judge(
    item: GraphItem,
    file: FileToPut,
    opened: OpenDrive,
    isOwn: boolean,
    options: CallOptions,
  ): Promise<PutOutcome> {
    if (item.isFolder) return { kind: 'taken', by: item.stored };
    const stated = (await withHash(item, opened.place, options)).stored;
    const outcome = await judgeExisting(file, stated, ({ ref }) =>
      api.download(`${itemPath(opened.place.driveId, ref.id)}/content`, options.signal),
    );
    const isMine =
      outcome.kind !== 'taken' ||
      (mayAlter && !isOfAnother(file, stated) && (isOwn || stated.archiveKey !== null));
    if (!isMine) return outcome;
    if (stated.archiveKey !== null || opened.place.keyColumn === null) {
      return { kind: 'already-there', file: stated };
    }
    return { kind: 'already-there', file: (await described(item, file, opened, options)).stored };
  }

  async function putAtOnce(
    file: FileToPut,
    parentId: string,
    opened: OpenDrive,
    options: PutOptions,
  ): Promise<PutOutcome | null> {
    const { place } = opened;
    if (mayAlter) await options.save(resumeText(file, { writing: true }));
    const operation = 'PUT /drives/{id}/items/{id}:/{name}:/content';
    const answer = await api.call({
      operation,
      method: 'PUT',
      // In the query, where alone it counts; without it the file that is there would be replaced.
      path: `${childPath(place.driveId, parentId, file.name)}/content?@microsoft.graph.conflictBehavior=fail`,
      headers: { 'content-type': file.contentType },
      body: { sizeBytes: file.sizeBytes, pieces: () => file.bytes() },
      accepts: [409],
      signal: options.signal,
    });
    if (answer.status === 409) return afterConflict(file, parentId, opened, options, answer);
    const item = toGraphItem(answer, operation, place);
    return { kind: 'created', file: (await described(item, file, opened, options)).stored };
  }

  /** Null where nothing has the name: the conflict passes, or is with an upload that has not ended. */
  async function afterConflict(
    file: FileToPut,
    parentId: string,
    opened: OpenDrive,
    options: PutOptions,
    answer: { readonly body: Buffer },
  ): Promise<PutOutcome | null> {
    const item = await findChild(api, opened.place, parentId, file.name, options);
    if (item === null) return null;
    // Where somebody else was first, what lies there is not this put's, now or later.
    const isOwn = !codesOfGraph(answer).includes('nameAlreadyExists');
    if (!isOwn && mayAlter) await options.save(resumeText(file, {}));
    return judge(item, file, opened, isOwn, options);
  }

  async function putInPieces(
    file: FileToPut,
    parentId: string,
    opened: OpenDrive,
    resumed: Resumed,
    options: PutOptions,
  ): Promise<PutOutcome | null> {
    const path = childPath(opened.place.driveId, parentId, file.name);
    let uploadUrl = resumed.uploadUrl === undefined ? null : api.sessionUrl(resumed.uploadUrl);
    let ended =
      uploadUrl === null
        ? ({ kind: 'lost' } as const)
        : await continueSession(api, uploadUrl, file, { fragmentBytes, isFresh: false }, options);
    if (ended.kind === 'lost') {
      if (uploadUrl !== null) {
        const left = await findChild(api, opened.place, parentId, file.name, options);
        if (left !== null) return judge(left, file, opened, true, options);
        await endSession(api, uploadUrl, options);
      }
      const started = await startSession(api, path, file, options);
      if (started.kind === 'not-started') {
        return afterConflict(file, parentId, opened, options, started.answer);
      }
      uploadUrl = started.uploadUrl;
      ended = await continueSession(
        api,
        uploadUrl,
        file,
        { fragmentBytes, isFresh: true },
        options,
      );
    }
    if (ended.kind !== 'answered') {
      throw new DestinationError(noted`Microsoft lost an upload twice. It is tried again.`, {
        fault: 'unavailable',
      });
    }
    if (ended.answer.status === 409) {
      if (uploadUrl !== null) await endSession(api, uploadUrl, options);
      return afterConflict(file, parentId, opened, options, ended.answer);
    }
    const item = toGraphItem(ended.answer, 'PUT of a fragment', opened.place);
    return { kind: 'created', file: (await described(item, file, opened, options)).stored };
  }

  async function write(
    file: FileToPut,
    parentId: string,
    opened: OpenDrive,
    resumed: Resumed,
    options: PutOptions,
  ): Promise<PutOutcome> {
    const outcome =
      file.sizeBytes > fragmentBytes
        ? await putInPieces(file, parentId, opened, resumed, options)
        : await putAtOnce(file, parentId, opened, options);
    if (outcome !== null) return outcome;
    // In one go it gets past an upload that was lost and holds the name; a conflict that passes has passed.
    const again =
      file.sizeBytes <= MAX_AT_ONCE_BYTES ? await putAtOnce(file, parentId, opened, options) : null;
    if (again !== null) return again;
    throw new DestinationError(
      noted`At Microsoft the name is held by an upload that has not ended. It lets go of it within a day.`,
      { fault: 'busy' },
    );
  }

  /** A file that only we see is not there yet. One look tells how the library does it; it costs no other file a call. */
  async function shownToAll(
    outcome: PutOutcome,
    opened: OpenDrive,
    options: CallOptions,
  ): Promise<PutOutcome> {
    if (opened.checksOut === false || outcome.kind === 'taken') return outcome;
    const wasCheckedOut = await checkIn(api, opened.place.driveId, outcome.file.ref.id, options);
    // One that was there already may have been checked in by the try before.
    if (outcome.kind === 'created' || wasCheckedOut) opened.checksOut = wasCheckedOut;
    return outcome;
  }

  async function putInto(
    file: FileToPut,
    parentId: string,
    opened: OpenDrive,
    options: PutOptions,
  ): Promise<PutOutcome> {
    return shownToAll(await putUnseen(file, parentId, opened, options), opened, options);
  }

  async function putUnseen(
    file: FileToPut,
    parentId: string,
    opened: OpenDrive,
    options: PutOptions,
  ): Promise<PutOutcome> {
    const resumed = readResume(file, options.resume);
    const isOwn = resumed.uploadUrl !== undefined || resumed.writing === true;
    const existing = await findChild(api, opened.place, parentId, file.name, options);
    if (existing !== null) return judge(existing, file, opened, isOwn, options);
    try {
      return await write(file, parentId, opened, resumed, options);
    } catch (error) {
      if (!leavesOpen(error)) throw error;
      const landed = await findChild(api, opened.place, parentId, file.name, options);
      if (landed === null) throw error;
      const outcome = await judge(landed, file, opened, true, options);
      return outcome.kind === 'already-there' ? { ...outcome, kind: 'created' } : outcome;
    }
  }

  return {
    name: config.name,

    async put(file, options) {
      const opened = await drive(options);
      const folder = [...config.root, ...file.folder];
      try {
        return await putInto(file, await opened.folders.ensure(folder, options), opened, options);
      } catch (error) {
        if (!hasFault(error, 'gone')) throw error;
        // A folder that was known is there no more: made again, once.
        opened.folders.forget();
        try {
          return await putInto(file, await opened.folders.ensure(folder, options), opened, options);
        } catch (again) {
          if (!hasFault(again, 'gone')) throw again;
          opening = null;
          throw new DestinationError(
            noted`Microsoft does not find the library or drive any more. Look whether it was deleted, and check site, library or user in the archive file.`,
            { fault: 'missing', cause: again },
          );
        }
      }
    },

    async stat(ref, options) {
      const { place } = await drive(options);
      return (await findItem(api, place, ref.id, options))?.stored ?? null;
    },

    async *read(ref, options) {
      const { place } = await drive(options);
      yield* api.download(`${itemPath(place.driveId, ref.id)}/content`, options.signal);
    },

    async findByName(folder, name, options) {
      const { place, folders } = await drive(options);
      const parentId = await folders.find([...config.root, ...folder], options);
      if (parentId === null) return null;
      return (await findChild(api, place, parentId, name, options))?.stored ?? null;
    },

    // A search runs behind by minutes; names and sidecars do not.
    findByKey: async () => [],

    async describe(ref, metadata, options) {
      const { place, columns } = await drive(options);
      if (columns !== null) {
        await writeColumns(api, place.driveId, ref.id, columns, metadata, options);
      }
    },

    async remove(ref, options) {
      const { place } = await drive(options);
      await unlessGone(
        api.call({
          operation: 'DELETE /drives/{id}/items/{id}',
          method: 'DELETE',
          path: itemPath(place.driveId, ref.id),
          signal: options.signal,
        }),
      );
    },

    inspect: (options) => inspectGraph(config, api, options),

    close: () => outbound.close(),
  };
}
