import { createHash } from 'node:crypto';

import { z } from 'zod';

import { backoffMs } from '../../../domain/backoff.js';
import type { Clock } from '../../../domain/clock.js';
import { createCollectPart } from '../collect-part.js';
import type { CollectPart } from '../collect-part.js';
import type { FileToPut, PutOptions } from '../destination.js';
import { DestinationError } from '../destination.js';
import { jsonOf } from '../rest/rest-client.js';
import type { RestAnswer } from '../rest/rest-client.js';
import { vendorUrl } from '../rest/vendor-url.js';
import { parsed } from './box-api.js';
import type { BoxApi } from './box-api.js';
import { noted } from '../../../domain/said.js';

/** Box takes no session for less than 20 MB, whichever MB it means. */
export const BOX_SESSION_FROM_BYTES = 20 * 1024 * 1024;
const PAGE_OF_PARTS = 1_000;
/** How long a commit that is worked on is waited for, in line. */
const MAX_COMMIT_WAIT_MS = 60_000;
const COMMIT_WAIT = { baseMs: 1_000, capMs: 32_000 };

const sessionWire = z.object({
  part_size: z.int().positive(),
  session_endpoints: z.object({
    upload_part: z.string(),
    commit: z.string(),
    list_parts: z.string(),
    abort: z.string(),
  }),
});

type BoxSession = z.infer<typeof sessionWire>;

const resumeWire = z.object({ path: z.string(), session: sessionWire });

const partWire = z.object({
  part_id: z.string(),
  offset: z.number(),
  size: z.number(),
  sha1: z.string().optional(),
});

type Part = z.infer<typeof partWire>;

const uploadedPartWire = z.object({ part: partWire });
const partsWire = z.object({ entries: z.array(partWire) });

export interface SessionUpload {
  readonly api: BoxApi;
  readonly clock: Clock;
  readonly file: FileToPut;
  readonly folderId: string;
  /** Where Box takes bytes: addresses of sessions have to be as safe. */
  readonly origin: string;
  readonly options: PutOptions;
}

/** How a session ended: its commit was answered (with a 409, too), the name is taken from the start, or it is of no use. */
export type SessionEnd =
  | { readonly kind: 'answered'; readonly answer: RestAnswer; readonly operation: string }
  | { readonly kind: 'lost' };

/** Sends the file in parts, those that an earlier try has not brought, and commits it. */
export async function uploadInParts(upload: SessionUpload): Promise<SessionEnd> {
  const earlier = resumedSession(upload.options.resume, upload.file);
  if (earlier !== null) {
    const ended = await continueSession(upload, earlier);
    if (ended.kind === 'answered') return ended;
  }
  const started = await startSession(upload);
  return started.kind === 'answered' ? started : continueSession(upload, started.session);
}

async function startSession(
  upload: SessionUpload,
): Promise<(SessionEnd & { kind: 'answered' }) | { kind: 'started'; session: BoxSession }> {
  const { api, file, folderId, options } = upload;
  const operation = 'POST /files/upload_sessions';
  const answer = await api.call({
    operation,
    method: 'POST',
    host: 'upload',
    path: '/files/upload_sessions',
    json: { folder_id: folderId, file_size: file.sizeBytes, file_name: file.name },
    accepts: [409],
    signal: options.signal,
  });
  if (answer.status === 409) return { kind: 'answered', answer, operation };
  const session = parsed(sessionWire, answer, operation);
  await options.save(JSON.stringify({ path: pathOf(file), session }));
  return { kind: 'started', session };
}

async function continueSession(upload: SessionUpload, session: BoxSession): Promise<SessionEnd> {
  const { file } = upload;
  const collectPart = createCollectPart();
  let stored = await listParts(upload, session);
  if (stored === null) return { kind: 'lost' };
  for (let offset = 0; offset < file.sizeBytes; offset += session.part_size) {
    if (stored.has(offset)) continue;
    const part = await uploadPart(upload, session, offset, collectPart);
    if (part !== null) {
      stored.set(offset, part);
      continue;
    }
    // It was refused, or failed: Box may have it all the same.
    stored = await listParts(upload, session);
    if (stored === null) return { kind: 'lost' };
    if (!stored.has(offset)) throw notTaken();
  }
  return commit(upload, session, [...stored.values()]);
}

/** Null where the session has ended. */
async function listParts(
  { api, origin, options }: SessionUpload,
  session: BoxSession,
): Promise<Map<number, Part> | null> {
  const operation = 'GET /files/upload_sessions/{id}/parts';
  const address = vendorUrl(session.session_endpoints.list_parts, origin, operation);
  const parts = new Map<number, Part>();
  for (;;) {
    const answer = await api.callGiven({
      operation,
      method: 'GET',
      url: `${address}?limit=${PAGE_OF_PARTS}&offset=${parts.size}`,
      accepts: [404, 410],
      signal: options.signal,
    });
    if (answer.status === 404 || answer.status === 410) return null;
    const { entries } = parsed(partsWire, answer, operation);
    for (const part of entries) parts.set(part.offset, part);
    if (entries.length < PAGE_OF_PARTS) return parts;
  }
}

/** Null where it is not clear whether Box has it. */
async function uploadPart(
  { api, file, origin, options }: SessionUpload,
  session: BoxSession,
  offset: number,
  collectPart: CollectPart,
): Promise<Part | null> {
  const operation = 'PUT /files/upload_sessions/{id}';
  const end = Math.min(offset + session.part_size, file.sizeBytes);
  // Its digest goes before it; a part is some megabytes, whatever the file has.
  const body = await collectPart(file.bytes(offset, end), end - offset);
  const sha1 = createHash('sha1').update(body).digest('base64');
  const answer = await api.callGiven({
    operation,
    method: 'PUT',
    url: vendorUrl(session.session_endpoints.upload_part, origin, operation),
    headers: {
      'content-type': 'application/octet-stream',
      digest: `sha=${sha1}`,
      'content-range': `bytes ${offset}-${end - 1}/${file.sizeBytes}`,
    },
    body,
    accepts: [409, 410, 500, 502, 503, 504],
    signal: options.signal,
  });
  if (answer.status < 200 || answer.status > 299) return null;
  return parsed(uploadedPartWire, answer, operation).part;
}

/** A commit may be worked on for a while, which is said without a body; then the same one is asked again. */
async function commit(
  { api, clock, file, origin, options }: SessionUpload,
  session: BoxSession,
  parts: readonly Part[],
): Promise<SessionEnd> {
  const operation = 'POST /files/upload_sessions/{id}/commit';
  let waitedMs = 0;
  for (let tries = 0; ; tries += 1) {
    const answer = await api.callGiven({
      operation,
      method: 'POST',
      url: vendorUrl(session.session_endpoints.commit, origin, operation),
      headers: { digest: `sha=${Buffer.from(file.digests.sha1, 'hex').toString('base64')}` },
      json: { parts: parts.toSorted((a, b) => a.offset - b.offset), attributes: {} },
      accepts: [404, 409, 410],
      signal: options.signal,
    });
    if (answer.status === 404 || answer.status === 410) return { kind: 'lost' };
    if (answer.status !== 202) return { kind: 'answered', answer, operation };
    const { retryAfterMs } = api.refuse(answer, operation);
    const waitMs = Math.max(retryAfterMs ?? 0, backoffMs(tries, COMMIT_WAIT, 1));
    waitedMs += waitMs;
    if (waitedMs > MAX_COMMIT_WAIT_MS) {
      throw new DestinationError(
        noted`Box is still putting a large file together. It is asked again.`,
        {
          fault: 'busy',
          operation,
          retryAfterMs: waitMs,
        },
      );
    }
    await clock.sleep(waitMs, options.signal);
  }
}

/** A session is for one name: of a file that has another by now it is of no use. */
function resumedSession(resume: string | null, file: FileToPut): BoxSession | null {
  if (resume === null) return null;
  const kept = resumeWire.safeParse(jsonOf({ body: Buffer.from(resume) })).data;
  return kept?.path === pathOf(file) ? kept.session : null;
}

function pathOf({ folder, name }: FileToPut): string {
  return [...folder, name].join('/');
}

function notTaken(): DestinationError {
  return new DestinationError(noted`Box did not take a part of a large file. It is tried again.`, {
    fault: 'unavailable',
  });
}
