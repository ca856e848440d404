import type { FinishedCall } from '../../../domain/activity.js';
import type { Clock } from '../../../domain/clock.js';
import type { DropboxConfig } from '../../../domain/destination-config.js';
import { createOutbound } from '../../http/outbound.js';
import type { Destination, FileToPut, PutOptions, PutOutcome, StoredFile } from '../destination.js';
import { DestinationError } from '../destination.js';
import { judgeExisting } from '../judge-existing.js';
import { leavesOpen } from '../rest/no-answer-error.js';
import type { RestAnswer } from '../rest/rest-client.js';
import { createDropboxApi } from './dropbox-api.js';
import { findEntry, isFolder, toStoredFile } from './dropbox-files.js';
import { inspectDropbox } from './dropbox-inspect.js';
import { createDropboxLinks } from './dropbox-links.js';
import { createDropboxProperties } from './dropbox-properties.js';
import { errorOf, tagsOf } from './dropbox-refusals.js';
import { DROPBOX_PIECE_BYTES, uploadInPieces } from './dropbox-upload-session.js';
import { noted } from '../../../domain/said.js';

const MAX_ANSWER_BYTES = 4 * 1024 * 1024;
const UPLOAD = 'files/upload';

export interface DropboxOptions {
  readonly clock: Clock;
  /** Larger files are sent in pieces of this size. */
  readonly pieceBytes?: number;
  /** Told of every exchange. */
  readonly onCall?: ((call: FinishedCall) => void) | undefined;
}

/**
 * Dropbox, by paths below `root`. It takes the same bytes at the same path twice without a word, and refuses other bytes; what
 * is there already is looked for first, so that nothing is sent in vain.
 */
export function createDropbox(
  config: DropboxConfig,
  { clock, pieceBytes = DROPBOX_PIECE_BYTES, onCall }: DropboxOptions,
): Destination {
  const outbound = createOutbound({ maxAnswerBytes: MAX_ANSWER_BYTES, onCall });
  const api = createDropboxApi(config, { outbound, clock });
  const properties = createDropboxProperties(api);
  const links = createDropboxLinks(api);

  function pathOf(folder: readonly string[], name: string): string {
    return ['', ...config.root, ...folder, name].join('/');
  }

  async function find(path: string, signal: AbortSignal): Promise<StoredFile | null> {
    return findEntry(api, path, await properties.templateId({ signal }), { signal });
  }

  async function judge(
    file: FileToPut,
    existing: StoredFile,
    signal: AbortSignal,
  ): Promise<PutOutcome> {
    if (isFolder(existing)) return { kind: 'taken', by: existing };
    const outcome = await judgeExisting(file, existing, ({ ref }) => read(ref.id, signal));
    if (outcome.kind === 'taken') return outcome;
    // An earlier try may have ended between the file and its properties.
    if (existing.archiveKey === null)
      await properties.write(existing.ref.id, file.metadata, { signal });
    return { ...outcome, file: await withLink(outcome.file, signal) };
  }

  async function withLink(stored: StoredFile, signal: AbortSignal): Promise<StoredFile> {
    const url = await links.find(stored.ref.id, { signal });
    return { ...stored, ref: { ...stored.ref, url } };
  }

  function read(id: string, signal: AbortSignal): AsyncIterable<Uint8Array> {
    return api.download({ path: id }, { signal });
  }

  /** What came of a write whose outcome is open: the path tells. @throws `otherwise` where nothing lies there. */
  async function lookAfter(
    file: FileToPut,
    path: string,
    signal: AbortSignal,
    otherwise: unknown,
  ): Promise<PutOutcome> {
    const existing = await find(path, signal);
    if (existing === null) throw otherwise;
    const outcome = await judge(file, existing, signal);
    return outcome.kind === 'already-there' ? { ...outcome, kind: 'created' } : outcome;
  }

  async function write(file: FileToPut, path: string, options: PutOptions): Promise<PutOutcome> {
    const { signal } = options;
    const templateId = await properties.templateId({ signal });
    const commit = {
      path,
      mode: { '.tag': 'add' },
      autorename: false,
      mute: true,
      strict_conflict: false,
      ...(templateId === null
        ? {}
        : { property_groups: properties.groups(templateId, file.metadata) }),
    };
    if (file.sizeBytes <= pieceBytes) {
      const answer = await api.upload(
        UPLOAD,
        { ...commit, content_hash: file.digests.dropbox },
        { sizeBytes: file.sizeBytes, pieces: () => file.bytes() },
        { signal, accepts409: true },
      );
      return settle(file, path, answer, options);
    }
    const ended = await uploadInPieces(api, file, commit, pieceBytes, options);
    if (ended.kind === 'answered') return settle(file, path, ended.answer, options);
    // Committed by an earlier try, or gone: then once more from the beginning.
    const existing = await find(path, signal);
    if (existing !== null) return judge(file, existing, signal);
    const again = await uploadInPieces(api, file, commit, pieceBytes, {
      ...options,
      resume: null,
    });
    if (again.kind === 'answered') return settle(file, path, again.answer, options);
    throw new DestinationError(noted`Dropbox lost an upload twice. It is tried again.`, {
      fault: 'unavailable',
    });
  }

  async function settle(
    file: FileToPut,
    path: string,
    answer: RestAnswer,
    { signal }: PutOptions,
  ): Promise<PutOutcome> {
    if (answer.status === 409) {
      const tags = tagsOf(errorOf(answer));
      const isTaken = tags.includes('conflict');
      // In spite of the error the file is stored.
      const isStored = tags.includes('properties_error');
      const refusal = api.refuse(answer, UPLOAD);
      if (!isTaken && !isStored) throw refusal;
      return lookAfter(file, path, signal, refusal);
    }
    const stored = toStoredFile(answer, UPLOAD);
    if (`/${stored.ref.path}`.toLowerCase() !== path.toLowerCase() && config.namespaceId === null) {
      throw new DestinationError(
        noted`Dropbox kept a file under another name than the one that was given. Look for a copy with a number in its name.`,
        { fault: 'refused', operation: UPLOAD },
      );
    }
    return { kind: 'created', file: await withLink(stored, signal) };
  }

  return {
    name: config.name,

    async put(file, options) {
      const path = pathOf(file.folder, file.name);
      const { signal } = options;
      const existing = await find(path, signal);
      if (existing !== null) return judge(file, existing, signal);
      try {
        return await write(file, path, options);
      } catch (error) {
        if (!leavesOpen(error)) throw error;
        return lookAfter(file, path, signal, error);
      }
    },

    stat: (ref, { signal }) => find(ref.id, signal),

    read: (ref, { signal }) => read(ref.id, signal),

    async findByName(folder, name, { signal }) {
      const found = await find(pathOf(folder, name), signal);
      return found === null || isFolder(found) ? found : withLink(found, signal);
    },

    // The search for properties runs behind; names and sidecars do not.
    findByKey: async () => [],

    describe: (ref, metadata, options) => properties.write(ref.id, metadata, options),

    async remove(ref, { signal }) {
      const name = 'files/delete_v2';
      const answer = await api.rpc(name, { path: ref.id }, { signal, accepts409: true });
      if (answer.status !== 409 || tagsOf(errorOf(answer)).includes('not_found')) return;
      throw api.refuse(answer, name);
    },

    inspect: (options) => inspectDropbox(config, api, properties, options),

    close: () => outbound.close(),
  };
}
