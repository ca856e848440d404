import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { requireReader } from '../auth/caller.js';
import { DealdraftError, ForbiddenError, InputError } from '../domain/errors.js';
import { errorBody } from '../resolvers/server/error-body.js';
import type { Services } from '../services/create-services.js';
import { createUploadDocument } from '../services/uploads/upload-document.js';
import type { UploadOutcome } from '../services/uploads/upload-document.js';
import { arrivingBytes, BrokenBodyError, SlowBodyError } from './arriving-bytes.js';
import type { Pace } from './arriving-bytes.js';
import { callerOf } from './caller-routes.js';
import { inRequestScope } from './in-request-scope.js';
import { said } from '../domain/said.js';

export const UPLOAD_PATH = '/uploads';

export interface UploadParts {
  readonly services: Pick<Services, 'of' | 'viewer'>;
  readonly uploadPace?: Pace;
}

/** A line may be as slow as it is, as long as something comes; nobody needs longer than what comes would be kept for. */
const PACE: Pace = { idleMs: 20_000, inAllMs: 60 * 60_000 };
/** When room may have been made: documents go an hour after they came. */
const RETRY_AFTER_S = 300;

/** Takes documents in, for the mutations that make something of them. */
export function uploadRoute(scope: FastifyInstance, parts: UploadParts): void {
  const { services, uploadPace = PACE } = parts;
  // Whatever it is said to be: the content tells what it is, and it is read where it is needed.
  scope.removeAllContentTypeParsers();
  // A content type that can't even be parsed would be refused before any parser is asked.
  scope.addHook('onRequest', async (request) => {
    request.headers['content-type'] = 'application/octet-stream';
  });
  scope.addContentTypeParser('*', (_request, _body, done) => {
    done(null);
  });
  scope.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });
  scope.post(UPLOAD_PATH, { config: { takesItsTime: true } }, async (request, reply) => {
    const caller = callerOf(request);
    try {
      const reader = requireReader(caller);
      const fileName = fileNameOf(request);
      await inRequestScope(reply, caller, () => services.viewer.admit(caller));
      const upload = services.of(createUploadDocument);
      const outcome = await upload(reader, {
        fileName,
        announcedBytes: announcedBytesOf(request),
        bytes: arrivingBytes(request.raw, uploadPace),
      });
      return await answer(reply, outcome);
    } catch (error) {
      return await refuse(reply, error);
    } finally {
      // What is refused before its end is thrown away as it comes: whoever sends it reads the answer then, and only then.
      request.raw.resume();
    }
  });
}

function fileNameOf({ url }: FastifyRequest): string {
  const query = new URLSearchParams(url.includes('?') ? url.slice(url.indexOf('?')) : '');
  const names = query.getAll('fileName');
  const [name] = names;
  if (name === undefined || names.length > 1) {
    throw new InputError(
      said`Say once what the file is called: POST ${UPLOAD_PATH}?fileName=NAME, percent-encoded.`,
    );
  }
  return name;
}

function announcedBytesOf({ headers }: FastifyRequest): number | null {
  const length = headers['content-length'];
  return length === undefined ? null : Number(length);
}

async function answer(reply: FastifyReply, outcome: UploadOutcome): Promise<FastifyReply> {
  switch (outcome.kind) {
    case 'taken': {
      const { id, fileName, sizeBytes, contentType, expiresAt } = outcome.upload;
      return reply.code(201).send({
        uploadId: id,
        fileName,
        size: sizeBytes,
        contentType,
        expiresAt: expiresAt.toISOString(),
      });
    }
    case 'unsupported':
      return say(reply, 415, 'BAD_USER_INPUT', outcome.message);
    case 'too-large':
      return say(
        reply,
        413,
        'BAD_USER_INPUT',
        said`The file is larger than ${outcome.maxBytes} bytes, which is the most that is taken here (UPLOAD_MAX_BYTES).`,
      );
    case 'no-room':
      return say(
        reply.header('retry-after', String(RETRY_AFTER_S)),
        429,
        'RATE_LIMITED',
        outcome.isOwners
          ? said`You have handed in more documents within the hour than are kept of one caller. Try again in a few minutes.`
          : said`More documents have been handed in within the hour than are kept. Try again in a few minutes.`,
      );
  }
}

async function refuse(reply: FastifyReply, error: unknown): Promise<FastifyReply> {
  if (error instanceof SlowBodyError) {
    return say(reply, 408, 'BAD_USER_INPUT', said`The file did not come in full in time.`);
  }
  // Nobody is there to be answered any more.
  if (error instanceof BrokenBodyError)
    return say(reply, 400, 'BAD_USER_INPUT', said`The file was cut short.`);
  if (error instanceof InputError) return say(reply, 400, error.code, error.message);
  if (error instanceof ForbiddenError) return say(reply, 403, error.code, error.message);
  if (error instanceof DealdraftError && error.retryable) {
    return say(reply, 503, 'UPSTREAM_UNAVAILABLE', error.message);
  }
  throw error;
}

async function say(
  reply: FastifyReply,
  status: number,
  code: string,
  message: string,
): Promise<FastifyReply> {
  return reply.code(status).send(errorBody(code, message));
}
