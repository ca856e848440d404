import { z } from 'zod';

import type { FileToPut, PutOptions } from '../destination.js';
import { jsonOf } from '../rest/rest-client.js';
import type { RestAnswer } from '../rest/rest-client.js';
import { parsed } from './graph-api.js';
import type { GraphApi } from './graph-api.js';
import { codesOfGraph } from './graph-refusals.js';

/** Every fragment but the last has to be a multiple of 320 KiB; this is 16 of them. */
export const GRAPH_FRAGMENT_BYTES = 16 * 320 * 1024;
/** How often the server may say that it is elsewhere before the session counts as broken. */
const MAX_CORRECTIONS = 5;
const OPERATION = 'PUT of a fragment';

/** What a later try goes on with. It is of one name: where the file has another by now, it is of no use. */
export interface Resumed {
  readonly uploadUrl?: string | undefined;
  /** Nothing had the name, and then it was written to. */
  readonly writing?: boolean | undefined;
}

const resumeWire = z.object({
  path: z.string(),
  uploadUrl: z.string().optional(),
  writing: z.boolean().optional(),
});

export function resumeText({ folder, name }: FileToPut, resumed: Resumed): string {
  return JSON.stringify({ path: [...folder, name].join('/'), ...resumed });
}

export function readResume({ folder, name }: FileToPut, resume: string | null): Resumed {
  if (resume === null) return {};
  const kept = resumeWire.safeParse(jsonOf({ body: Buffer.from(resume) })).data;
  return kept?.path === [...folder, name].join('/') ? kept : {};
}

const sessionWire = z.object({ uploadUrl: z.string() });
const progressWire = z.object({ nextExpectedRanges: z.array(z.string()) });

/**
 * How a session ended: with an answer about the file (a 409 where the name is taken), without any for it is gone, or before it
 * began, since the name is held or taken.
 */
export type SessionEnd =
  | { readonly kind: 'answered'; readonly answer: RestAnswer }
  | { readonly kind: 'lost' }
  | { readonly kind: 'not-started'; readonly answer: RestAnswer };

export async function startSession(
  api: GraphApi,
  path: string,
  file: FileToPut,
  { save, signal }: PutOptions,
): Promise<{ kind: 'started'; uploadUrl: string } | (SessionEnd & { kind: 'not-started' })> {
  const operation = 'POST createUploadSession';
  const answer = await api.call({
    operation,
    method: 'POST',
    path: `${path}/createUploadSession`,
    json: {
      // What is left out replaces the file that is there, whatever the documents say.
      item: {
        '@microsoft.graph.conflictBehavior': 'fail',
        name: file.name,
        fileSize: file.sizeBytes,
      },
      deferCommit: false,
    },
    accepts: [409],
    signal,
  });
  if (answer.status === 409) return { kind: 'not-started', answer };
  const uploadUrl = api.sessionUrl(parsed(sessionWire, answer, operation).uploadUrl);
  await save(resumeText(file, { uploadUrl }));
  return { kind: 'started', uploadUrl };
}

/** Sends what the server has not, from where it says that it is. */
export async function continueSession(
  api: GraphApi,
  uploadUrl: string,
  file: FileToPut,
  { fragmentBytes, isFresh }: { readonly fragmentBytes: number; readonly isFresh: boolean },
  options: PutOptions,
): Promise<SessionEnd> {
  let offset = isFresh ? 0 : await progress(api, uploadUrl, options);
  for (let corrections = 0; offset !== null && corrections <= MAX_CORRECTIONS;) {
    if (offset >= file.sizeBytes) return { kind: 'lost' };
    const end = Math.min(offset + fragmentBytes, file.sizeBytes);
    const answer = await putFragment(api, uploadUrl, file, offset, end, options);
    if (answer.status === 200 || answer.status === 201) return { kind: 'answered', answer };
    if (answer.status === 409 && codesOfGraph(answer).includes('nameAlreadyExists')) {
      return { kind: 'answered', answer };
    }
    if (answer.status === 202) {
      const next = nextOffset(answer);
      if (next !== end) corrections += 1;
      offset = next ?? end;
      continue;
    }
    if (answer.status !== 416) return { kind: 'lost' };
    corrections += 1;
    offset = await progress(api, uploadUrl, options);
  }
  return { kind: 'lost' };
}

/** Lets go of the name. What can't be ended any more has ended. */
export async function endSession(
  api: GraphApi,
  uploadUrl: string,
  { signal }: PutOptions,
): Promise<void> {
  await api.callSession({
    operation: 'DELETE of an upload session',
    method: 'DELETE',
    url: uploadUrl,
    accepts: [400, 401, 404, 410],
    signal,
  });
}

async function putFragment(
  api: GraphApi,
  uploadUrl: string,
  file: FileToPut,
  start: number,
  end: number,
  { signal }: PutOptions,
): Promise<RestAnswer> {
  return api.callSession({
    operation: OPERATION,
    method: 'PUT',
    url: uploadUrl,
    headers: {
      'content-type': 'application/octet-stream',
      'content-range': `bytes ${start}-${end - 1}/${file.sizeBytes}`,
    },
    body: { sizeBytes: end - start, pieces: () => file.bytes(start, end) },
    accepts: [401, 404, 409, 410, 416],
    signal,
  });
}

/** From where on bytes are missing; null where the session has ended. */
async function progress(
  api: GraphApi,
  uploadUrl: string,
  { signal }: PutOptions,
): Promise<number | null> {
  const answer = await api.callSession({
    operation: 'GET of an upload session',
    method: 'GET',
    url: uploadUrl,
    accepts: [401, 404, 410],
    signal,
  });
  return answer.status === 200 ? nextOffset(answer) : null;
}

/** Of `26-` and `26-99` it is 26. */
function nextOffset(answer: RestAnswer): number | null {
  const [first] = progressWire.safeParse(jsonOf(answer)).data?.nextExpectedRanges ?? [];
  const start = /^(\d+)-/u.exec(first ?? '')?.[1];
  return start === undefined ? null : Number(start);
}
