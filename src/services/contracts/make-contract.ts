import type { Reader } from '../../auth/caller.js';
import { callerKey } from '../../auth/caller.js';
import type { Crm } from '../../connectors/crm.js';
import type { CallOptions, SpotDraft } from '../../connectors/spotdraft/types.js';
import type { RecordActivity } from '../../domain/activity.js';
import type { Clock } from '../../domain/clock.js';
import { parseContractId } from '../../domain/contract-id.js';
import type { ContractId } from '../../domain/contract-id.js';
import type { Contract, ContractKind } from '../../domain/contract.js';
import { wishOf } from '../../domain/deal-link.js';
import type { MakerMark } from '../../domain/deal-link.js';
import { NothingCreatedError, UpstreamRejectedError } from '../../domain/errors.js';
import type { Lane } from '../../domain/lane.js';
import type { Log } from '../../domain/log.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import type { UserError } from '../../domain/user-error.js';
import type { Store } from '../../store/store.js';
import { CONTRACT_CREATION, contractSubject, projectContracts } from '../../sync/index.js';
import type { CreationSettler } from '../../sync/index.js';
import { createOnce } from '../once/create-once.js';
import type { Wish } from '../once/create-once.js';
import { rememberMs } from '../once/idempotency.js';
import type { ActingUsers } from '../people/acting-user.js';
import { principalOf } from '../people/principal.js';
import type { CreateContractResult } from './contract-request.js';
import { toContractView } from './contract-views.js';
import type { DocumentLink } from './contract-views.js';
import { stillVisible } from './contract-visibility.js';
import { dealNotFound } from './prepare-contract.js';
import { refusalErrors } from './refusal-errors.js';
import { said } from '../../domain/said.js';

/** What making one takes. */
export interface MakeOneParts {
  readonly store: Store;
  readonly spotdraft: Pick<SpotDraft, 'lastAnswerDate'>;
  readonly actingUsers: ActingUsers;
  readonly settler: CreationSettler;
  readonly clock: Clock;
  readonly log: Log;
  readonly record?: RecordActivity;
  /** A contract was made: its CRM record can be written without waiting for a webhook. */
  readonly onCreated: () => void;
}

export interface MakeContractParts extends MakeOneParts {
  readonly crm: Crm;
  readonly documentLink: DocumentLink;
}

/** A wish for one contract of a deal, whoever has it and in whatever way it comes to be. */
export interface DealWish<Ready> {
  readonly opportunityId: OpportunityId;
  /** What makes two wishes the same. */
  readonly intent: readonly string[];
  /** What the caller said; the same wish with other input is refused. */
  readonly input: unknown;
  /** How long a repeat is the same wish, from completion; null for ever. */
  readonly rememberMs: number | null;
  /** Throws for a caller who may not learn what became of an earlier request. */
  readonly admit: () => Promise<void>;
  /** Which kind it is where SpotDraft does not say. */
  readonly kind: ContractKind;
  readonly prepare: Wish<unknown, Ready, readonly UserError[]>['prepare'];
  /** `mark` has to be stamped into the contract: see `newDealLink`. */
  readonly send: (ready: Ready, mark: MakerMark, options: CallOptions) => Promise<Contract>;
  /** Told why nothing was made, where that was SpotDraft's or the person's doing. */
  readonly onUnmade?: ((cause: unknown) => void) | undefined;
  /** Whom the calls are made for: somebody who waits for the answer unless told. */
  readonly lane?: Lane;
}

export type MadeContract =
  | { readonly kind: 'made'; readonly contractId: ContractId; readonly created: boolean }
  | { readonly kind: 'refused'; readonly userErrors: readonly UserError[] }
  | { readonly kind: 'mismatch' }
  | { readonly kind: 'uncertain' };

/** A caller's wish for one contract of a deal. */
export interface ContractWish<Ready> extends Omit<
  DealWish<Ready>,
  'intent' | 'rememberMs' | 'admit' | 'lane'
> {
  /** What it is for beside the deal, such as a template: a key of the caller's belongs to both. */
  readonly of: readonly string[];
  /** How that is called in a message: "template". */
  readonly ofWhat: string;
  readonly idempotencyKey: string | undefined;
}

/** Makes one contract of one wish: see `createOnce`. SpotDraft's refusals become user errors. */
export async function makeOneContract<Ready>(
  parts: MakeOneParts,
  reader: Reader,
  wish: DealWish<Ready>,
): Promise<MadeContract> {
  const { store, spotdraft, log } = parts;
  const { opportunityId, lane = 'interactive' } = wish;

  /** Saves a new contract and marks it for write-back. */
  async function keep({ contract, look }: Awaited<ReturnType<typeof send>>): Promise<ContractId> {
    const made: Contract = {
      ...contract,
      kind: contract.kind ?? wish.kind,
      opportunityId: contract.opportunityId ?? opportunityId,
    };
    await projectContracts(store.contracts, [made], look);
    await store.queues.sync.mark([made.id]);
    log.info({ contractId: made.id, opportunityId }, 'contract created');
    return made.id;
  }

  /** The index of links is filled by a backfill, and so are the marks. */
  async function findMarked(intentMark: string) {
    const contracts = await store.contracts.byOpportunity([opportunityId]);
    for (const { contract } of contracts.get(opportunityId) ?? []) {
      const mark = wishOf(contract.externalMetadata);
      if (mark?.startsWith(intentMark) === true) return { madeId: contract.id, mark };
    }
    return null;
  }

  async function send(ready: Ready, mark: MakerMark, beforeSend: () => Promise<void>) {
    const look = await store.contracts.beginLook();
    const contract = await parts.actingUsers.act(reader, (options) =>
      wish.send(ready, mark, { ...options, lane, beforeSend }),
    );
    return { contract, look };
  }

  try {
    const outcome = await createOnce(parts, {
      kind: CONTRACT_CREATION,
      intent: wish.intent,
      input: wish.input,
      rememberMs: wish.rememberMs,
      subject: () => contractSubject(opportunityId, spotdraft.lastAnswerDate()),
      admit: wish.admit,
      prepare: wish.prepare,
      findMarked,
      send,
      lookAs: (look) => look({ lane }),
      keep,
    });
    switch (outcome.kind) {
      case 'made':
        if (outcome.created) parts.onCreated();
        return {
          kind: 'made',
          contractId: parseContractId(outcome.madeId),
          created: outcome.created,
        };
      case 'refused':
        return { kind: 'refused', userErrors: outcome.refused };
      case 'mismatch':
      case 'uncertain':
        return { kind: outcome.kind };
    }
  } catch (error) {
    const cause = error instanceof NothingCreatedError ? error.cause : error;
    wish.onUnmade?.(cause);
    if (cause instanceof UpstreamRejectedError && cause.service === 'spotdraft')
      return { kind: 'refused', userErrors: refusalErrors(cause) };
    throw error;
  }
}

/** A key is a wish for one contract of a deal and what it is made of, whoever gives it. */
export function keyIntent(
  key: string,
  opportunityId: OpportunityId,
  of: readonly string[],
): readonly string[] {
  return ['key', key, opportunityId, ...of];
}

/** The same for a caller, who is shown the contract. */
export async function makeContract<Ready>(
  parts: MakeContractParts,
  reader: Reader,
  wish: ContractWish<Ready>,
): Promise<CreateContractResult> {
  const { opportunityId, idempotencyKey: key, of, ofWhat, ...rest } = wish;
  const made = await makeOneContract(parts, reader, {
    ...rest,
    opportunityId,
    // Without a key, the caller's present wish is the intent.
    intent:
      key === undefined
        ? ['caller', callerKey(reader), opportunityId, ...of]
        : keyIntent(key, opportunityId, of),
    rememberMs: rememberMs(key),
    admit: () => requireReadable(parts.crm, reader, opportunityId),
  });
  switch (made.kind) {
    case 'made': {
      const { contractId, created } = made;
      const stored = (await parts.store.contracts.get([contractId])).get(contractId);
      const shown = await stillVisible(parts.crm, reader, stored, opportunityId);
      return {
        contract: shown === null ? null : toContractView(shown, parts.documentLink),
        created,
        userErrors: [],
      };
    }
    case 'refused':
      return refused(...made.userErrors);
    case 'mismatch':
      return refused(mismatch(ofWhat));
    case 'uncertain':
      return refused(uncertain());
  }
}

/** @throws NotFoundError for a deal that the reader does not see. */
export async function requireReadable(
  crm: Pick<Crm, 'readableOpportunities'>,
  reader: Reader,
  id: OpportunityId,
): Promise<void> {
  const readable = await crm.readableOpportunities(principalOf(reader), [id]);
  if (!readable.has(id)) throw dealNotFound();
}

export function refused(...userErrors: readonly UserError[]): CreateContractResult {
  return { contract: null, created: false, userErrors };
}

function mismatch(ofWhat: string): UserError {
  return {
    field: ['idempotencyKey'],
    code: 'IDEMPOTENCY_MISMATCH',
    message: said`A contract was already requested for this deal and ${ofWhat}, with other input. Repeat the same input, or use a new idempotencyKey to make another contract.`,
  };
}

/** For whoever can't be told yet what became of a creation. */
function uncertain(): UserError {
  return {
    field: null,
    code: 'CREATION_UNCERTAIN',
    message: said`SpotDraft did not say whether it created the contract. It is being looked for, which takes a few minutes at most; it appears on the deal once it is found. Repeat the same request to learn the outcome: nothing is created twice.`,
  };
}
