import { callerKey } from '../../auth/caller.js';
import type { Reader } from '../../auth/caller.js';
import type { CallOptions } from '../../connectors/spotdraft/types.js';
import { NothingCreatedError, UpstreamRejectedError } from '../../domain/errors.js';
import type { UserError } from '../../domain/user-error.js';
import { refusalErrors } from '../contracts/refusal-errors.js';
import type { ActingUsers } from '../people/acting-user.js';
import { canonicalJson } from '../../domain/canonical-json.js';
import { createOnce } from './create-once.js';
import type { CreateOnceParts } from './create-once.js';
import { keyErrors, rememberMs } from './idempotency.js';
import { said } from '../../domain/said.js';

export interface MakeOnceParts extends CreateOnceParts {
  readonly actingUsers: ActingUsers;
}

/** A wish of a person for something that is not a contract: a comment, a counterparty. */
export interface ThingWish<Made> {
  /** Has a line in creation-kinds.ts. */
  readonly kind: string;
  /** For people, with its article: "a comment". */
  readonly what: string;
  /** What it belongs to, such as a contract; empty for what belongs to the workspace. */
  readonly scope: readonly string[];
  /** What the caller said; without a key, the same of the same caller within a minute is the same wish. */
  readonly input: unknown;
  readonly idempotencyKey?: string;
  /**
   * Where a look for it starts: whatever `lookFor` of its kind needs to recognise it. Asked before anything is sent; reads
   * here tell what was there before, so that it is not taken for what this wish made. Goes into the store: no personal data.
   */
  readonly subject: (options: CallOptions) => Promise<string>;
  readonly send: (options: CallOptions) => Promise<Made>;
  readonly idOf: (made: Made) => string;
}

export type MadeThing<Made> =
  | {
      readonly done: true;
      readonly id: string;
      /** What SpotDraft answered; null when it is known of an earlier request, or was looked for: then read it. */
      readonly made: Made | null;
      /** False when an earlier request of the same wish had made it. */
      readonly created: boolean;
    }
  | { readonly done: false; readonly userErrors: readonly UserError[] };

/**
 * Has one thing made of one wish, as the reader, by `createOnce`. SpotDraft's refusals become user errors.
 *
 * @throws what the calls throw otherwise; AmbiguousOutcomeError never.
 */
export async function makeOnce<Made>(
  parts: MakeOnceParts,
  reader: Reader,
  wish: ThingWish<Made>,
): Promise<MadeThing<Made>> {
  const { kind, scope, input, idempotencyKey: key } = wish;
  const wrong = keyErrors(key);
  if (wrong.length > 0) return { done: false, userErrors: wrong };
  let made: Made | null = null;
  let subject = '';
  try {
    const outcome = await createOnce<Made, null, never>(parts, {
      kind,
      intent: [
        ...(key === undefined ? ['input', canonicalJson(input)] : ['key', key]),
        kind,
        callerKey(reader),
        ...scope,
      ],
      input,
      rememberMs: rememberMs(key),
      subject: () => subject,
      admit: () => Promise.resolve(),
      prepare: async () => {
        subject = await parts.actingUsers.act(reader, wish.subject);
        return { kind: 'ready', ready: null };
      },
      send: (_ready, _requestId, beforeSend) =>
        parts.actingUsers.act(reader, (options) => wish.send({ ...options, beforeSend })),
      lookAs: (look) =>
        parts.actingUsers.act(reader, ({ actingEmail }) =>
          look(actingEmail === undefined ? {} : { makerEmail: actingEmail }),
        ),
      keep: (answered) => {
        made = answered;
        return Promise.resolve(wish.idOf(answered));
      },
    });
    switch (outcome.kind) {
      case 'made':
        return { done: true, id: outcome.madeId, made, created: outcome.created };
      case 'mismatch':
        return { done: false, userErrors: [mismatch(wish.what)] };
      case 'uncertain':
        return { done: false, userErrors: [uncertain(wish.what, outcome)] };
      case 'refused':
        return outcome.refused;
    }
  } catch (error) {
    const cause = error instanceof NothingCreatedError ? error.cause : error;
    if (!(cause instanceof UpstreamRejectedError)) throw error;
    return { done: false, userErrors: refusalErrors(cause) };
  }
}

function mismatch(what: string): UserError {
  return {
    field: ['idempotencyKey'],
    code: 'IDEMPOTENCY_MISMATCH',
    message: said`With this key, ${what} was already requested with other input. Repeat the same input, or use a new idempotencyKey to make another.`,
  };
}

function uncertain(what: string, { isHidden }: { readonly isHidden: boolean }): UserError {
  const then = isHidden
    ? said`It shows nothing that would tell: look for it in SpotDraft. The same request is not sent again for a day; if it is not there, ask for it with a new idempotencyKey.`
    : said`It is being looked for. Repeat the same request to learn the outcome: nothing is made twice.`;
  return {
    field: null,
    code: 'CREATION_UNCERTAIN',
    message: said`SpotDraft did not say whether it made ${what}. ${then}`,
  };
}
