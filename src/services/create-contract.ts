import { createHash, randomUUID } from 'node:crypto';
import { callerKey } from '../auth/caller.js';
import type { Reader } from '../auth/caller.js';
import type { SpotDraft } from '../connectors/spotdraft/types.js';
import type { Clock } from '../domain/clock.js';
import type { ContractId } from '../domain/contract-id.js';
import type { Contract } from '../domain/contract.js';
import { AmbiguousOutcomeError, DealdraftError, UpstreamRejectedError } from '../domain/errors.js';
import type { Log } from '../domain/log.js';
import { parseOpportunityId } from '../domain/opportunity-id.js';
import type { OpportunityId } from '../domain/opportunity-id.js';
import type { UserError } from '../domain/user-error.js';
import type { Creation, NewCreation, Store } from '../store/store.js';
import { projectContracts, REQUEST_ID_FIELD } from '../sync/index.js';
import type { CreationSettler } from '../sync/index.js';
import { SpotDraftUserError } from './acting-user.js';
import type { ActingUsers } from './acting-user.js';
import { toContractView } from './contract-views.js';
import { visibleContracts } from './contract-visibility.js';
import type { DocumentLink } from './contract-views.js';
import { overrideErrors } from './override-errors.js';
import { dealNotFound, prepareContract } from './prepare-contract.js';
import type { PreparedContract, PrepareParts } from './prepare-contract.js';
import { principalOf } from './principal.js';
import { refusalErrors } from './refusal-errors.js';
import type { ContractActions, CreateContractInput, CreateContractResult } from './services.js';

/** The integration's name in `external_metadata`, by which contracts of other integrations are told apart. */
const INTEGRATION_NAME = 'Salesforce';
/** How long an intent without a key of its own is remembered after completion. */
const DEFAULT_KEY_MS = 60_000;
/** A process that dies between taking an intent and sending it blocks the intent for this long. */
const LEASE_MS = 60_000;
/** How long a repeat waits for the first request, and the pauses between looks for a lost contract. */
const WAIT_FOR_OTHER_MS = 25_000;
const WAIT_STEP_MS = 150;
const LOOK_AFTER_MS = [300, 1_000, 2_000, 4_000];
const MAX_KEY_LENGTH = 200;

export interface CreateContractParts extends PrepareParts {
  readonly store: Store;
  readonly spotdraft: SpotDraft;
  readonly actingUsers: ActingUsers;
  readonly settler: CreationSettler;
  readonly documentLink: DocumentLink;
  readonly clock: Clock;
  readonly log: Log;
  /** A contract was made: its CRM record can be written without waiting for a webhook. */
  readonly onCreated: () => void;
}

/**
 * Makes one contract of one intent. SpotDraft has no idempotency key and every duplicate is billed, so: the ledger row
 * comes first, the request id is stamped into the contract, and an answer that was lost is looked up, never repeated.
 */
export function createContractCreator(parts: CreateContractParts): ContractActions['create'] {
  const { store, spotdraft, settler, clock, log } = parts;

  /** A contract of an earlier request may have moved to a deal which the reader does not see. */
  async function result(
    reader: Reader,
    { opportunityId }: Creation,
    contractId: ContractId,
    created: boolean,
  ): Promise<CreateContractResult> {
    const stored = (await store.contracts.get([contractId])).get(contractId);
    const rows = stored === undefined ? [] : [stored];
    const [shown] =
      stored?.contract.opportunityId === opportunityId
        ? rows
        : await visibleContracts(parts.crm, reader, rows);
    return {
      contract: shown === undefined ? null : toContractView(shown, parts.documentLink),
      created,
      userErrors: [],
    };
  }

  /** Waits until whoever has the intent is done with it. Null when it was given up, so that it is free again. */
  async function joinExisting(
    reader: Reader,
    creation: Creation,
    inputHash: string,
  ): Promise<CreateContractResult | null> {
    if (creation.inputHash !== inputHash) return refused(mismatch());
    const until = clock.now().getTime() + WAIT_FOR_OTHER_MS;
    for (;;) {
      const now = await store.creations.get(creation.requestId);
      if (now === null) return null;
      if (now.contractId !== null) return result(reader, now, now.contractId, false);
      // Its process died: before anything was sent, and whoever begins next takes the intent over; or after.
      if (isAbandoned(now)) return null;
      const isLeft = now.state === 'sent' && clock.now().getTime() >= now.leaseUntil.getTime();
      if (now.state === 'uncertain' || isLeft) {
        const found = await settler.look(now, 'interactive');
        return found === null ? refused(uncertain()) : result(reader, now, found.id, false);
      }
      if (clock.now().getTime() >= until) return refused(uncertain());
      await clock.sleep(WAIT_STEP_MS);
    }
  }

  /** Nothing was sent for it, and nobody is going to. */
  function isAbandoned({ state, leaseUntil }: Creation): boolean {
    return state === 'open' && clock.now().getTime() >= leaseUntil.getTime();
  }

  async function requireReadable(reader: Reader, id: OpportunityId): Promise<void> {
    const readable = await parts.crm.readableOpportunities(principalOf(reader), [id]);
    if (!readable.has(id)) throw dealNotFound();
  }

  async function send(
    reader: Reader,
    prepared: PreparedContract,
    requestId: string,
    input: CreateContractInput,
  ): Promise<Contract> {
    const { template, name, data, counterparties, opportunityId } = prepared;
    const request = {
      templateId: template.id,
      ...(name === null ? {} : { name }),
      data,
      counterparties,
      externalMetadata: {
        id: opportunityId,
        integration_name: INTEGRATION_NAME,
        record_type: 'Opportunity',
        record_data: { [REQUEST_ID_FIELD]: requestId },
      },
      sendToCounterparties: input.sendToCounterparties,
    };
    return parts.actingUsers.act(reader, (options) => spotdraft.createContract(request, options));
  }

  /** The answer was lost. Looks a few times, because a new contract may be visible late. */
  async function settleLost(reader: Reader, requestId: string): Promise<CreateContractResult> {
    await store.creations.markUncertain(requestId);
    for (const waitMs of LOOK_AFTER_MS) {
      await clock.sleep(waitMs);
      const creation = await store.creations.get(requestId);
      if (creation === null) break;
      try {
        const found = creation.contractId ?? (await settler.look(creation, 'interactive'))?.id;
        if (found !== undefined) return await result(reader, creation, found, true);
      } catch (error) {
        log.warn({ err: error, requestId }, 'could not look for a contract whose answer was lost');
      }
    }
    return refused(uncertain());
  }

  async function createOnce(
    reader: Reader,
    prepared: PreparedContract,
    creation: Creation,
    input: CreateContractInput,
  ): Promise<CreateContractResult> {
    const { requestId } = creation;
    if (!(await store.creations.markSent(requestId, LEASE_MS))) return refused(uncertain());
    const readAt = clock.now();
    let contract: Contract;
    try {
      contract = await send(reader, prepared, requestId, input);
    } catch (error) {
      return handleUnmade(reader, requestId, input.templateId, error);
    }
    // What fails from here on stays for the settler: the contract is made.
    const made: Contract = {
      ...contract,
      kind: contract.kind ?? 'TEMPLATE_CONTRACT',
      opportunityId: contract.opportunityId ?? prepared.opportunityId,
    };
    await projectContracts(store.contracts, [made], readAt);
    await store.creations.complete(requestId, made.id);
    await store.queue.mark([made.id]);
    log.info(
      { contractId: made.id, opportunityId: prepared.opportunityId, requestId },
      'contract created',
    );
    parts.onCreated();
    return result(reader, creation, made.id, true);
  }

  /** No answer that tells of a contract: settles a lost one, and frees the key where nothing was made for certain. */
  async function handleUnmade(
    reader: Reader,
    requestId: string,
    templateId: string,
    error: unknown,
  ): Promise<CreateContractResult> {
    if (error instanceof AmbiguousOutcomeError) {
      log.warn(
        { err: error, requestId },
        'the answer to a create was lost; looking for the contract',
      );
      return settleLost(reader, requestId);
    }
    // Refused, or it never left: so say all errors of the client but the ambiguous one.
    if (error instanceof DealdraftError) await store.creations.forget(requestId);
    if (!(error instanceof UpstreamRejectedError)) throw error;
    // What was refused may be the template as it was; unless it was the person.
    if (!(error instanceof SpotDraftUserError)) parts.templates.forget(templateId);
    return { contract: null, created: false, userErrors: refusalErrors(error) };
  }

  return async (reader, input) => {
    const opportunityId = parseOpportunityId(input.opportunityId);
    const wrong = inputErrors(input);
    if (wrong.length > 0) {
      // As with every other answer: only to those who see the deal.
      await requireReadable(reader, opportunityId);
      return refused(...wrong);
    }
    const intent = intentOf(reader, opportunityId, input);
    const inputHash = hashInput(input);

    for (;;) {
      const existing = await store.creations.byIntent(intent);
      if (existing !== null && !isAbandoned(existing)) {
        await requireReadable(reader, opportunityId);
        const joined = await joinExisting(reader, existing, inputHash);
        if (joined !== null) return joined;
        continue;
      }
      const prepared = await prepareContract(parts, reader, {
        opportunityId,
        templateId: input.templateId,
        overrides: input.data ?? {},
        name: input.name ?? null,
      });
      if (prepared.userErrors.length > 0) return refused(...prepared.userErrors);
      const begun = await store.creations.begin(
        newCreation(intent, inputHash, opportunityId, input),
        LEASE_MS,
      );
      if (begun.outcome === 'began') return createOnce(reader, prepared, begun.creation, input);
      const joined = await joinExisting(reader, begun.creation, inputHash);
      if (joined !== null) return joined;
    }
  };
}

function newCreation(
  intent: string,
  inputHash: string,
  opportunityId: OpportunityId,
  input: CreateContractInput,
): NewCreation {
  return {
    intent,
    requestId: randomUUID(),
    inputHash,
    opportunityId,
    templateId: input.templateId,
    rememberMs: input.idempotencyKey === undefined ? DEFAULT_KEY_MS : null,
  };
}

function inputErrors({ idempotencyKey, ...input }: CreateContractInput): UserError[] {
  const errors = overrideErrors(input);
  if (
    idempotencyKey !== undefined &&
    (idempotencyKey.trim() === '' || idempotencyKey.length > MAX_KEY_LENGTH)
  ) {
    errors.push({
      field: ['idempotencyKey'],
      code: 'INVALID_INPUT',
      message: `"idempotencyKey" has ${idempotencyKey.length} characters; it needs 1 to ${MAX_KEY_LENGTH} that are not all blank.`,
    });
  }
  return errors;
}

/** A key belongs to its deal and template; without one, the caller's present wish for them is the intent. */
function intentOf(
  reader: Reader,
  opportunityId: OpportunityId,
  input: CreateContractInput,
): string {
  const parts =
    input.idempotencyKey === undefined
      ? ['caller', callerKey(reader), opportunityId, input.templateId]
      : ['key', input.idempotencyKey, opportunityId, input.templateId];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** Of what the caller said; what the deal says may change between two clicks without making another intent. */
function hashInput({ name, data, sendToCounterparties }: CreateContractInput): string {
  return createHash('sha256')
    .update(canonicalJson([name ?? null, data ?? {}, sendToCounterparties]))
    .digest('hex');
}

/** JSON with the members of every object in one order, so that equal values have equal text. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}

function refused(...userErrors: readonly UserError[]): CreateContractResult {
  return { contract: null, created: false, userErrors };
}

function mismatch(): UserError {
  return {
    field: ['idempotencyKey'],
    code: 'IDEMPOTENCY_MISMATCH',
    message:
      'A contract was already requested for this deal and template, with other input. Repeat the same input, or use a new idempotencyKey to make another contract.',
  };
}

function uncertain(): UserError {
  return {
    field: null,
    code: 'CREATION_UNCERTAIN',
    message:
      'SpotDraft did not answer, so it is not known yet whether the contract was created. Nothing will be created twice: it is being looked up, and appears on the deal once it is found. Try again in a few minutes.',
  };
}
