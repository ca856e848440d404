import { createStamp } from '../clock.js';
import type { Deliveries } from '../webhooks/deliveries.js';
import { plainError } from '../errors.js';
import type { JsonObject } from '../json.js';
import { displayStatus } from '../model.js';
import type { Activity, Contract, Performer, ReviewRequest, SentMail } from '../model.js';
import type { User } from '../reference-data.js';
import { SYSTEM } from '../state.js';
import type { KeyPointerDefinition, WorkspaceState } from '../state.js';
import { contractPayload } from '../webhooks/webhook-payload.js';

/** What a contract is sent to its counterparties with; without addresses, to the contacts of its counterparties. */
export type Mail = Partial<SentMail>;

/**
 * What can happen to a contract, each with its rules and webhooks. A move that the present status does not
 * allow throws an `ApiError` with status 400.
 */
export class Lifecycle {
  readonly #state: WorkspaceState;
  readonly #deliveries: Deliveries;
  readonly #stamp: (at?: Date) => string;

  constructor(state: WorkspaceState, deliveries: Deliveries) {
    this.#state = state;
    this.#deliveries = deliveries;
    this.#stamp = createStamp(() => state.now());
  }

  emit(activity: Activity, contract: Contract, performer: Performer, extras?: JsonObject): void {
    const payload = contractPayload(
      activity,
      contract,
      this.#state.entity(contract.entityId),
      performer,
      this.#stamp(),
      extras,
    );
    this.#deliveries.publish(activity, contract.number, payload);
  }

  /** An event about a counterparty, whose real shape is not published: it has no contract in it. */
  emitCounterparty(activity: Activity, counterparty: JsonObject, performer: Performer): void {
    const activityData = { performed_by: { ...performer }, timestamp: this.#stamp() };
    const payload = { activity, counter_party: counterparty, activity_data: activityData };
    this.#deliveries.publish(activity, null, payload);
  }

  created(contract: Contract, performer: Performer): void {
    this.#state.contracts.set(contract.compositeId, contract);
    this.emit('CONTRACT_CREATED', contract, performer);
  }

  send(contract: Contract, performer: Performer, mail: Mail = {}): void {
    refuseUnless(
      ['DRAFT', 'REDLINING'].includes(displayStatus(contract)),
      'The contract cannot be sent to counterparties in its present status.',
    );
    const to = mail.to ?? contract.parties.map(({ poc }) => poc.email);
    const cc = mail.cc ?? [];
    contract.status = 'REDLINING';
    contract.sentAt ??= this.#state.now();
    contract.turns += 1;
    contract.mails = [
      ...(contract.mails ?? []),
      { bcc: [], formats: ['PDF'], attachments: [], subject: null, message: null, ...mail, to, cc },
    ];
    this.#touch(contract);
    this.emit('CONTRACT_SENT_TO_COUNTERPARTY', contract, performer, {
      counterparty_email_recipients: { to_recipients: to, cc_recipients: cc },
    });
    for (const email of to) this.#emitMail('REDLINING_EMAIL_DELIVERED', contract, email, 'to');
    for (const email of cc) this.#emitMail('REDLINING_EMAIL_DELIVERED', contract, email, 'cc');
    this.emit('CONTRACT_PROCESS_METRIC_UPDATED', contract, SYSTEM);
  }

  mark(contract: Contract, performer: Performer): void {
    refuseUnless(
      ['DRAFT', 'REDLINING'].includes(displayStatus(contract)),
      'The contract cannot be marked for execution in its present status.',
    );
    const at = this.#state.now();
    contract.status = 'SIGN';
    contract.markedAt = at;
    for (const signatory of contract.signatories) {
      signatory.sentAt = at;
      delete signatory.action;
    }
    this.#touch(contract);
    this.emit('CONTRACT_MARK_FOR_EXECUTION', contract, performer);
    this.emit('CONTRACT_SIGNATURE_REQUESTED', contract, performer);
    for (const { name, email } of contract.signatories) {
      this.emit('CONTRACT_SIGNATURE_REQUESTED_NOTIFICATION_SENT', contract, SYSTEM, {
        signatory: { name, email },
      });
      this.#emitMail('SIGNING_EMAIL_DELIVERED', contract, email, 'to');
    }
    this.emit('CONTRACT_PROCESS_METRIC_UPDATED', contract, SYSTEM);
  }

  unmark(contract: Contract, performer: Performer): void {
    refuseUnless(
      displayStatus(contract) === 'SIGN',
      'Unable to unmark the contract for execution.',
    );
    contract.status = 'REDLINING';
    delete contract.markedAt;
    for (const signatory of contract.signatories) {
      delete signatory.sentAt;
      delete signatory.action;
    }
    this.#touch(contract);
    this.emit('CONTRACT_UNMARK_FOR_EXECUTION', contract, performer);
  }

  void(contract: Contract, performer: Performer): void {
    refuseUnless(contract.status !== 'EXECUTED', 'Executed contracts cannot be voided.');
    refuseUnless(contract.status !== 'VOIDED', 'The contract is voided already.');
    contract.status = 'VOIDED';
    contract.isOnHold = false;
    this.#touch(contract);
    this.emit('CONTRACT_VOIDED', contract, performer);
  }

  /** One signatory signs; the last signature executes the contract. Asks for signatures first where needed. */
  sign(contract: Contract, email?: string): void {
    if (contract.status !== 'SIGN') this.mark(contract, SYSTEM);
    refuseUnless(displayStatus(contract) === 'SIGN', 'The contract is on hold.');
    const waiting = contract.signatories
      .filter(({ action }) => !action?.isSuccess)
      .sort((a, b) => (a.order ?? 0) - (b.order ?? 0));
    const signatory = email ? waiting.find((one) => one.email === email) : waiting[0];
    if (!signatory) throw plainError(400, 'Nobody with that address has yet to sign.');
    signatory.action = { isSuccess: true, notes: '', at: this.#state.now() };
    this.#touch(contract);
    this.emit('CONTRACT_SIGNED', contract, { name: signatory.name, email: signatory.email });
    if (waiting.length === 1) this.#completeExecution(contract);
  }

  /** Every signature still missing, and with it the execution. */
  execute(contract: Contract): void {
    do this.sign(contract);
    while (contract.status === 'SIGN');
  }

  decline(contract: Contract, reason: string, email?: string): void {
    if (contract.status !== 'SIGN') this.mark(contract, SYSTEM);
    refuseUnless(displayStatus(contract) === 'SIGN', 'The contract is on hold.');
    const waiting = contract.signatories.filter(({ action }) => !action);
    const signatory = email ? waiting.find((one) => one.email === email) : waiting[0];
    if (!signatory) throw plainError(400, 'Nobody with that address has yet to sign.');
    signatory.action = { isSuccess: false, notes: reason, at: this.#state.now() };
    // The published sample of this activity shows DRAFT afterwards.
    contract.status = 'DRAFT';
    delete contract.markedAt;
    this.#touch(contract);
    const { name } = signatory;
    this.emit('CONTRACT_SIGNATURE_DECLINED', contract, { name, email: signatory.email });
  }

  /** Sends one signatory's mail again. */
  resendSigningMail(contract: Contract, email: string): void {
    refuseUnless(displayStatus(contract) === 'SIGN', 'The contract is not out for signature.');
    const signatory = contract.signatories.find((one) => one.email === email);
    if (!signatory) throw plainError(400, 'No signatory of this contract has that address.');
    signatory.sentAt = this.#state.now();
    this.#emitMail('SIGNING_EMAIL_DELIVERED', contract, email, 'to');
  }

  /** Gives a contract to another business user; no activity announces it. Their tasks are no part of this sandbox. */
  assign(contract: Contract, { id, name, email }: User): void {
    contract.businessUser = { id, name, email };
    this.#touch(contract);
  }

  requestReview(contract: Contract, request: ReviewRequest): void {
    refuseUnless(
      !['EXECUTED', 'VOIDED'].includes(contract.status),
      'There is nothing left to review.',
    );
    contract.reviewRequests = [...(contract.reviewRequests ?? []), request];
  }

  /** Pauses a contract; no webhook tells of it. */
  hold(contract: Contract): void {
    refuseUnless(
      ['DRAFT', 'REDLINING', 'SIGN'].includes(displayStatus(contract)),
      'Only a contract that is being worked on can be put on hold.',
    );
    contract.isOnHold = true;
    this.#touch(contract);
  }

  /** Takes up a paused contract where it was; no webhook tells of it. */
  resume(contract: Contract): void {
    refuseUnless(contract.isOnHold, 'The contract is not on hold.');
    contract.isOnHold = false;
    this.#touch(contract);
  }

  /** Deletion is not a status: the contract is gone from every route, and the event shows the status it had. */
  delete(contract: Contract, performer: Performer): void {
    contract.isDeleted = true;
    this.#touch(contract);
    this.emit('CONTRACT_DELETED', contract, performer);
  }

  /** Replaces the external metadata as a whole. */
  relink(contract: Contract, externalMetadata: JsonObject, performer: Performer): void {
    const hadMetadata = Object.keys(contract.externalMetadata).length > 0;
    contract.externalMetadata = externalMetadata;
    this.#touch(contract);
    this.emit(
      hadMetadata ? 'CONTRACT_EXTERNAL_METADATA_UPDATED' : 'CONTRACT_EXTERNAL_METADATA_CREATED',
      contract,
      performer,
    );
  }

  comment(contract: Contract, text: string, performer: Performer): void {
    contract.comments.unshift({ id: this.#state.nextId('comment'), text });
    this.emit('CONTRACT_ACTIVITY_LOG_COMMENT_CREATED', contract, performer);
  }

  updateData(contract: Contract, data: JsonObject, performer: Performer): void {
    contract.data = { ...contract.data, ...data };
    this.#touch(contract);
    this.emit('CONTRACT_DATA_UPDATED', contract, performer);
  }

  /** Answers to the intake form, on top of those that were given before; no activity announces them. */
  answerIntakeForm(contract: Contract, data: JsonObject, performer: Performer): void {
    const at = this.#state.now();
    contract.intakeForm = { data: { ...contract.intakeForm?.data, ...data }, by: performer, at };
    this.#touch(contract);
  }

  /** No activity announces a new name. */
  rename(contract: Contract, name: string): void {
    contract.name = name;
    this.#touch(contract);
  }

  uploadVersion(contract: Contract, performer: Performer): void {
    contract.versionId = this.#state.nextId('version');
    if (contract.kind === 'TEMPLATE_CONTRACT') contract.kind = 'EDITED_TEMPLATE_CONTRACT';
    this.#touch(contract);
    this.emit('CONTRACT_VERSION_UPLOADED', contract, performer);
  }

  /** All signatures are in, given outside. */
  executedElsewhere(contract: Contract): void {
    this.#completeExecution(contract);
  }

  setKeyPointer(
    contract: Contract,
    definition: KeyPointerDefinition,
    value: unknown,
    performer: Performer,
  ): void {
    const row = contract.keyPointers.find(({ definitionId }) => definitionId === definition.id);
    if (row) {
      row.value = value;
    } else {
      contract.keyPointers.push(this.#state.newKeyPointer(definition, value));
    }
    this.#touch(contract);
    const activity = row ? 'CONTRACT_KEY_POINTER_UPDATION' : 'CONTRACT_KEY_POINTER_CREATION';
    this.emit(activity, contract, performer);
  }

  #completeExecution(contract: Contract): void {
    contract.status = 'EXECUTED';
    contract.executedAt = this.#state.now();
    contract.versionId = this.#state.nextId('version');
    contract.downloadsSinceExecution = 0;
    this.#touch(contract);
    this.emit('CONTRACT_EXECUTED', contract, SYSTEM);
    this.emit('CONTRACT_PROCESS_METRIC_UPDATED', contract, SYSTEM);
  }

  #emitMail(activity: Activity, contract: Contract, email: string, mode: 'to' | 'cc'): void {
    this.emit(activity, contract, SYSTEM, {
      // The misspelling is the API's own.
      email_event_data: { recipient_email: email, email_mode: mode, occured_at: this.#stamp() },
    });
  }

  #touch(contract: Contract): void {
    contract.updatedAt = this.#state.now();
  }
}

function refuseUnless(isAllowed: boolean, detail: string): void {
  if (!isAllowed) throw plainError(400, detail);
}
