import type { Reader } from '../../auth/caller.js';
import type { CallOptions } from '../../connectors/spotdraft/types.js';
import {
  ForbiddenError,
  InputError,
  NotFoundError,
  UpstreamRejectedError,
} from '../../domain/errors.js';
import type {
  Intake,
  IntakeChange,
  IntakeDetails,
  IntakeStatus,
  NewIntake,
} from '../../domain/intake.js';
import type { Document } from '../../domain/document.js';
import { parseNumberId } from '../../domain/number-id.js';
import type { UserError } from '../../domain/user-error.js';
import { refusalErrors } from '../contracts/refusal-errors.js';
import type { SharedParts } from '../create-services.js';
import { makeOnce } from '../once/make-once.js';
import { readLivePage } from '../paging/live-list.js';
import type { Page, PageRequest } from '../paging/page.js';
import { askAs } from '../people/acting-user.js';
import { checkSearch } from '../text-length.js';
import { createOpenDocument, documentErrors } from '../uploads/open-document.js';
import type { DocumentInput } from '../uploads/open-document.js';
import { INTAKE_KIND, intakeSubject } from './intake-creations.js';
import { intakeErrors } from './intake-input.js';
import { noted, said } from '../../domain/said.js';

/** Legal intakes, as the person who asks sees them in SpotDraft. All @throws ForbiddenError for whom SpotDraft does not know. */
export interface IntakeService {
  /** Live, newest first. @throws InputError for a search that is too long, and as `readLivePage` */
  list(
    reader: Reader,
    filter: { readonly search?: string; readonly statuses?: readonly IntakeStatus[] },
    request: PageRequest,
  ): Promise<Page<Intake>>;
  /** Null for one that is not there, or not shown to this person: SpotDraft does not tell which. */
  get(reader: Reader, id: string): Promise<IntakeDetails | null>;
  /** Once. */
  create(
    reader: Reader,
    input: NewIntake & {
      readonly files?: readonly DocumentInput[];
      readonly idempotencyKey?: string;
    },
  ): Promise<IntakeResult>;
  /** @throws InputError for a malformed id, NotFoundError for an intake that `get` does not show. */
  update(
    reader: Reader,
    input: IntakeChange & { readonly intakeId: string },
  ): Promise<IntakeResult>;
  /** @throws as `update` */
  delete(
    reader: Reader,
    input: { readonly intakeId: string },
  ): Promise<{ readonly deletedId: string | null; readonly userErrors: readonly UserError[] }>;
}

export interface IntakeResult {
  /** Null when the request was refused. */
  readonly intake: IntakeDetails | null;
  readonly userErrors: readonly UserError[];
}

/** Files that SpotDraft takes at a time. */
const MOST_FILES = 50;

export function createIntakeService(parts: SharedParts): IntakeService {
  const { spotdraft, actingUsers } = parts;
  const openDocument = createOpenDocument(parts);

  async function get(reader: Reader, idText: string): Promise<IntakeDetails | null> {
    const id = parseNumberId(idText, noted`an intake`);
    try {
      return await askAs(actingUsers, reader, (options) => spotdraft.getIntake(id, options));
    } catch (error) {
      if (isHidden(error)) return null;
      throw error;
    }
  }

  /** A change of an intake; SpotDraft refuses one that is not there in the words for one that may not be changed. */
  async function change<T>(
    reader: Reader,
    id: string,
    call: (options: CallOptions) => Promise<T>,
  ): Promise<{ readonly value: T } | { readonly userErrors: readonly UserError[] }> {
    try {
      return { value: await actingUsers.act(reader, call) };
    } catch (error) {
      if (error instanceof UpstreamRejectedError) return { userErrors: refusalErrors(error) };
      if (isHidden(error) && (await get(reader, id)) === null) {
        throw new NotFoundError(
          said`There is no intake ${id}, or SpotDraft does not show it to you.`,
        );
      }
      throw error;
    }
  }

  async function openAll(
    reader: Reader,
    files: readonly DocumentInput[],
  ): Promise<{ readonly documents: readonly Document[]; readonly errors: readonly UserError[] }> {
    const documents: Document[] = [];
    const errors: UserError[] = [];
    for (const [index, file] of files.entries()) {
      const opened = await openDocument(reader, file);
      if (opened.ok) documents.push(opened.document);
      else errors.push(...opened.userErrors.map((error) => atFile(error, index)));
    }
    return { documents, errors };
  }

  return {
    get,

    async list(reader, { search, statuses }, request) {
      checkSearch(search);
      const filter = {
        ...(search === undefined || search.trim() === '' ? {} : { search }),
        ...(statuses === undefined ? {} : { statuses: [...new Set(statuses)].sort() }),
      };
      if (filter.statuses?.length === 0) {
        throw new InputError(said`Name statuses in "status", or leave it out for intakes of all.`);
      }
      return readLivePage<Intake, Intake>(
        {
          name: ['intakes', filter],
          read: (page) =>
            askAs(actingUsers, reader, (options) =>
              spotdraft.listIntakes({ ...page, ...filter }, options),
            ),
          idOf: ({ id }) => id,
          show: (rows) => Promise.resolve(rows),
          hides: false,
        },
        request,
        parts.cursorSeal,
      );
    },

    async create(reader, { files = [], idempotencyKey, ...input }) {
      const wanted = { ...input, workflowId: parseNumberId(input.workflowId, noted`a workflow`) };
      const wrong = [
        ...intakeErrors(wanted),
        ...files.flatMap((file, index) =>
          documentErrors(file).map((error) => atFile(error, index)),
        ),
        ...(files.length > MOST_FILES ? [tooManyFiles(files.length)] : []),
      ];
      if (wrong.length > 0) return { intake: null, userErrors: wrong };
      const { documents, errors } = await openAll(reader, files);
      if (errors.length > 0) return { intake: null, userErrors: errors };
      let fileIds: readonly string[] = [];
      const outcome = await makeOnce<IntakeDetails>(parts, reader, {
        kind: INTAKE_KIND,
        what: said`an intake`,
        scope: [],
        // Of the files their bytes count, wherever they come from.
        input: [wanted, documents.map(({ sha256 }) => sha256)],
        ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
        subject: async (options) => {
          const subject = await intakeSubject(spotdraft, wanted, options);
          fileIds = await spotdraft.uploadFiles(documents, options);
          return subject;
        },
        send: (options) => spotdraft.createIntake({ ...wanted, fileIds }, options),
        idOf: ({ id }) => id,
      });
      if (!outcome.done) return { intake: null, userErrors: outcome.userErrors };
      const intake = outcome.made ?? (await get(reader, outcome.id));
      return { intake, userErrors: intake === null ? [gone(outcome.id)] : [] };
    },

    async update(reader, { intakeId, ...input }) {
      const id = parseNumberId(intakeId, noted`an intake`);
      const wrong = intakeErrors(input);
      if (wrong.length > 0) return { intake: null, userErrors: wrong };
      const done = await change(reader, id, (options) =>
        spotdraft.updateIntake(id, input, options),
      );
      return 'value' in done
        ? { intake: done.value, userErrors: [] }
        : { intake: null, userErrors: done.userErrors };
    },

    async delete(reader, { intakeId }) {
      const id = parseNumberId(intakeId, noted`an intake`);
      const done = await change(reader, id, (options) => spotdraft.deleteIntake(id, options));
      return 'value' in done
        ? { deletedId: id, userErrors: [] }
        : { deletedId: null, userErrors: done.userErrors };
    },
  };
}

/** How SpotDraft speaks of an intake that is not there, or not for this person. */
function isHidden(error: unknown): boolean {
  return (
    (error instanceof ForbiddenError && error.status === 403) ||
    (error instanceof NotFoundError && error.service === 'spotdraft')
  );
}

function atFile(error: UserError, index: number): UserError {
  const [, ...rest] = error.field ?? [];
  return { ...error, field: ['files', String(index), ...rest] };
}

/** Made by an earlier request, and removed since. */
function gone(id: string): UserError {
  return {
    field: null,
    code: 'NOT_FOUND',
    message: said`An earlier request made this intake (${id}), which is not there any more. Use a new idempotencyKey to make another.`,
  };
}

function tooManyFiles(count: number): UserError {
  return {
    field: ['files'],
    code: 'INVALID_INPUT',
    message: said`"files" has ${count} entries; at most ${MOST_FILES} are taken at a time.`,
  };
}
