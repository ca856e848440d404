import { createHash, randomUUID } from 'node:crypto';
import { callerKey } from '../../auth/caller.js';
import type { Reader } from '../../auth/caller.js';
import type { Crm } from '../../connectors/crm.js';
import type { Entities } from '../../connectors/spotdraft/entities.js';
import type { Entity } from '../../domain/entity.js';
import type { Previews } from '../../connectors/spotdraft/previews.js';
import type { Clock } from '../../domain/clock.js';
import { DOCUMENT_TYPES, nameByContent } from '../../domain/document.js';
import { NotFoundError, RateLimitedError, UpstreamRejectedError } from '../../domain/errors.js';
import { ExpiringCache } from '../../domain/expiring-cache.js';
import { parseOpportunityId, toOpportunityId } from '../../domain/opportunity-id.js';
import { previewPath } from '../../domain/own-paths.js';
import type { UserError } from '../../domain/user-error.js';
import type { Store } from '../../store/store.js';
import { UPLOAD_PIECE_BYTES } from '../../store/uploads.js';
import type { Upload } from '../../store/uploads.js';
import type { ActingUsers } from '../people/acting-user.js';
import { principalOf } from '../people/principal.js';
import { keptBytes } from '../uploads/kept-bytes.js';
import type { CreateContractInput } from './contract-request.js';
import { requireReadable } from './make-contract.js';
import { overrideErrors } from './override-errors.js';
import { prepareContract } from './prepare-contract.js';
import type { PreparedContract, PrepareParts } from './prepare-contract.js';
import { toPreviewRequest } from './preview-request.js';
import { refusalErrors } from './refusal-errors.js';
import { said } from '../../domain/said.js';

/**
 * Contracts as they would look, of which nothing is made. SpotDraft hands out bytes and no link, so they are kept among the
 * store's uploads for an hour: every server of the store answers the link, opening it twice costs no second call, and what is
 * shown stays what was asked for.
 */
export interface PreviewService {
  preview(reader: Reader, input: PreviewInput): Promise<PreviewResult>;
  /** Null for all but whoever had it made, and still sees the deal. */
  open(reader: Reader, id: string): Promise<PreviewFile | null>;
}

export type PreviewInput = Pick<
  CreateContractInput,
  'opportunityId' | 'templateId' | 'name' | 'data' | 'counterparties'
>;

export type PreviewResult =
  | { readonly url: string; readonly expiresAt: Date; readonly userErrors: readonly [] }
  | {
      readonly url: null;
      readonly expiresAt: null;
      readonly userErrors: readonly UserError[];
    };

export interface PreviewFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

export interface PreviewParts extends PrepareParts {
  readonly spotdraft: Previews & Entities & PrepareParts['spotdraft'];
  readonly crm: Crm;
  readonly store: Pick<Store, 'uploads'>;
  readonly actingUsers: ActingUsers;
  readonly publicUrl: () => string;
  readonly clock: Clock;
}

const LIFETIME_MS = 60 * 60_000;
/** A preview comes in at once; what its process left half done goes soon. */
const IDLE_MS = 60_000;
/**
 * In pieces of 256 KiB, of which a usual preview is one: as many as anybody looks at within an hour, and less of the store in all
 * than uploads may have, so that there is always room for these.
 */
const MAX_PIECES = { ofOwner: 400, inAll: 1_200 };
const RETRY_AFTER_MS = 5 * 60_000;
const ENTITIES_FRESH_MS = 5 * 60_000;

const MAX_FILE_NAME_LENGTH = 200;

export function createPreviewService(parts: PreviewParts): PreviewService {
  const { spotdraft, crm, actingUsers, clock } = parts;
  const { uploads } = parts.store;
  const entities = new ExpiringCache<readonly Entity[]>({ clock, maxEntries: 1 });

  async function entityIdOf(referenceId: string): Promise<string | null> {
    const known = await entities.fill('', () => spotdraft.listEntities({ lane: 'interactive' }), {
      ttlMs: ENTITIES_FRESH_MS,
    });
    return known.find((entity) => entity.referenceId === referenceId)?.id ?? null;
  }

  async function render(reader: Reader, prepared: PreparedContract): Promise<Buffer | UserError[]> {
    const asked = await toPreviewRequest(prepared, entityIdOf);
    if ('userErrors' in asked) return asked.userErrors;
    try {
      return await actingUsers.act(reader, (options) =>
        spotdraft.renderPreview(asked.request, options),
      );
    } catch (error) {
      const isRefusal = error instanceof UpstreamRejectedError;
      const isOfSpotDraft =
        (isRefusal || error instanceof NotFoundError) && error.service === 'spotdraft';
      // What was refused may be the template as it was.
      if (isOfSpotDraft) parts.templates.forget(prepared.template.id);
      if (!isOfSpotDraft || !isRefusal) throw error;
      return refusalErrors(error);
    }
  }

  async function keep(
    reader: Reader,
    { opportunityId, name, template }: PreparedContract,
    bytes: Buffer,
  ): Promise<Upload> {
    const incoming = {
      // The deal in it is not the caller's to choose: an id is found as it was given out, or not at all.
      id: `${opportunityId}-${randomUUID()}`,
      owner: ownerOf(reader),
      idleMs: IDLE_MS,
      maxPieces: MAX_PIECES,
    };
    for (let index = 0; index * UPLOAD_PIECE_BYTES < bytes.length; index += 1) {
      const start = index * UPLOAD_PIECE_BYTES;
      const piece = bytes.subarray(start, start + UPLOAD_PIECE_BYTES);
      if ((await uploads.append(incoming, index, piece)) !== 'kept') throw noRoom();
    }
    const kept = await uploads.finish(
      incoming.id,
      {
        fileName: nameByContent({
          fileName: (name ?? template.name).slice(0, MAX_FILE_NAME_LENGTH).toWellFormed(),
          contentType: DOCUMENT_TYPES.pdf,
        }),
        contentType: DOCUMENT_TYPES.pdf,
        sizeBytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      },
      LIFETIME_MS,
    );
    if (kept === null) throw noRoom();
    return kept;
  }

  return {
    async preview(reader, input) {
      const wrong = overrideErrors(input);
      if (wrong.length > 0) {
        // As with every other answer: only to those who see the deal.
        await requireReadable(crm, reader, parseOpportunityId(input.opportunityId));
        return refused(wrong);
      }
      const prepared = await prepareContract(parts, reader, {
        opportunityId: input.opportunityId,
        templateId: input.templateId,
        overrides: input.data ?? {},
        name: input.name ?? null,
        counterparties: input.counterparties,
        // SpotDraft takes neither for a preview, so neither stands in its way.
        signatories: [],
      });
      const userErrors = prepared.userErrors.filter(({ field }) => field?.[0] !== 'name');
      if (userErrors.length > 0) return refused(userErrors);
      const rendered = await render(reader, prepared);
      if (!Buffer.isBuffer(rendered)) return refused(rendered);
      const { id, expiresAt } = await keep(reader, prepared, rendered);
      return { url: `${parts.publicUrl()}${previewPath(id)}`, expiresAt, userErrors: [] };
    },

    async open(reader, id) {
      const kept = await uploads.find(id, ownerOf(reader));
      const opportunityId = toOpportunityId(id.split('-', 1)[0] ?? '');
      if (kept === null || opportunityId === null) return null;
      const readable = await crm.readableOpportunities(principalOf(reader), [opportunityId]);
      if (!readable.has(opportunityId)) return null;
      const { sizeBytes, fileName } = kept;
      return { fileName, bytes: await keptBytes(uploads, id, sizeBytes).slice(0, sizeBytes) };
    },
  };
}

/** Apart from the caller's uploads, which are documents to make contracts of. */
function ownerOf(reader: Reader): string {
  return `preview:${callerKey(reader)}`;
}

function refused(userErrors: readonly UserError[]): PreviewResult {
  return { url: null, expiresAt: null, userErrors };
}

function noRoom(): RateLimitedError {
  return new RateLimitedError(
    said`As many previews as are kept were made within the last hour. Try again in a few minutes.`,
    { retryAfterMs: RETRY_AFTER_MS },
  );
}
