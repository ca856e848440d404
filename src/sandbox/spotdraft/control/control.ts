import { toIso } from '../clock.js';
import { notFound, plainError } from '../errors.js';
import { isObject } from '../json.js';
import type { JsonObject } from '../json.js';
import type { Lifecycle } from '../contracts/lifecycle.js';
import { displayStatus } from '../model.js';
import type { Contract, Performer } from '../model.js';
import { toListRow } from '../contracts/contract-presenters.js';
import { decideApprovals } from '../approvals.js';
import { toKeyPointer } from '../key-pointers.js';
import { toRecipient } from '../recipients.js';
import type { User } from '../reference-data.js';
import type { WorkspaceState } from '../state.js';

/** What a test or a person can do to a contract that the public API has no operation for, and what it has. */
export const CONTROL_ACTIONS = [
  'send',
  'mark',
  'unmark',
  'sign',
  'execute',
  'decline',
  'hold',
  'resume',
  'void',
  'delete',
  'relink',
  'comment',
  'update-data',
  'rename',
  'upload-version',
  'approve',
  'reject',
] as const;

export type ControlAction = (typeof CONTROL_ACTIONS)[number];

/** The full state of one contract, as the control routes show it. */
export interface ContractView extends JsonObject {
  readonly id: string;
  readonly contract_id: number;
  readonly contract_status: string;
  readonly contract_name: string;
  readonly external_metadata: JsonObject;
  readonly deleted: boolean;
  readonly comments: readonly { readonly id: number; readonly text: string }[];
}

/** Drives contracts from outside the public API; every action has the webhooks the real one sends. */
export class SandboxControl {
  readonly #state: WorkspaceState;
  readonly #lifecycle: Lifecycle;

  constructor(state: WorkspaceState, lifecycle: Lifecycle) {
    this.#state = state;
    this.#lifecycle = lifecycle;
  }

  /** @throws ApiError 404 for an unknown contract */
  get(id: string): ContractView {
    return toView(this.#require(id));
  }

  /** Contracts with this external id, or all, deleted ones included; newest first. */
  list(externalId?: string): ContractView[] {
    return [...this.#state.contracts.values()]
      .filter(
        ({ externalMetadata }) =>
          externalId === undefined || String(externalMetadata.id) === externalId,
      )
      .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || b.number - a.number)
      .map(toView);
  }

  send(id: string): ContractView {
    return this.act(id, 'send');
  }

  /** One signatory signs, by `email` or the next in line; the last signature executes the contract. */
  sign(id: string, email?: string): ContractView {
    return this.act(id, 'sign', email === undefined ? {} : { email });
  }

  execute(id: string): ContractView {
    return this.act(id, 'execute');
  }

  decline(id: string, reason = 'Terms not acceptable'): ContractView {
    return this.act(id, 'decline', { reason });
  }

  hold(id: string): ContractView {
    return this.act(id, 'hold');
  }

  resume(id: string): ContractView {
    return this.act(id, 'resume');
  }

  void(id: string): ContractView {
    return this.act(id, 'void');
  }

  delete(id: string): ContractView {
    return this.act(id, 'delete');
  }

  relink(id: string, externalMetadata: JsonObject): ContractView {
    return this.act(id, 'relink', { externalMetadata });
  }

  rename(id: string, name: string): ContractView {
    return this.act(id, 'rename', { name });
  }

  /**
   * Carries out one action.
   *
   * @throws ApiError 400 when the status does not allow it or `input` lacks something, 404 for an unknown contract
   */
  act(id: string, action: ControlAction, input: JsonObject = {}): ContractView {
    const contract = this.#require(id);
    if (contract.isDeleted) throw plainError(400, `Contract ${id} is deleted.`);
    this.#carryOut(contract, action, input);
    return toView(contract);
  }

  users(): readonly User[] {
    return this.#state.users;
  }

  /** Adds an active member; somebody with this address who is there already stays as they are. */
  addUser(person: { readonly name: string; readonly email: string }): User {
    return this.#state.addUser(person);
  }

  /** @throws ApiError 404 for an unknown address */
  setUserActive(email: string, isActive: boolean): User {
    const user = this.#state.userByEmail(email);
    if (!user) throw notFound();
    user.isActive = isActive;
    return user;
  }

  /** Removes a member from the workspace. @throws ApiError 404 for an unknown address */
  removeUser(email: string): void {
    const user = this.#state.userByEmail(email);
    if (!user) throw notFound();
    this.#state.users = this.#state.users.filter((other) => other !== user);
  }

  #carryOut(contract: Contract, action: ControlAction, input: JsonObject): void {
    const lifecycle = this.#lifecycle;
    const performer: Performer = contract.creator;
    switch (action) {
      case 'send':
        lifecycle.send(contract, performer);
        break;
      case 'mark':
        lifecycle.mark(contract, performer);
        break;
      case 'unmark':
        lifecycle.unmark(contract, performer);
        break;
      case 'sign':
        lifecycle.sign(contract, optionalText(input, 'email'));
        break;
      case 'execute':
        lifecycle.execute(contract);
        break;
      case 'decline': {
        const reason = optionalText(input, 'reason') ?? 'Terms not acceptable';
        lifecycle.decline(contract, reason, optionalText(input, 'email'));
        break;
      }
      case 'hold':
        lifecycle.hold(contract);
        break;
      case 'resume':
        lifecycle.resume(contract);
        break;
      case 'void':
        lifecycle.void(contract, performer);
        break;
      case 'delete':
        lifecycle.delete(contract, performer);
        break;
      case 'relink':
        lifecycle.relink(contract, requiredObject(input, 'externalMetadata'), performer);
        break;
      case 'comment':
        lifecycle.comment(contract, requiredText(input, 'comment'), performer);
        break;
      case 'update-data':
        lifecycle.updateData(contract, requiredObject(input, 'data'), performer);
        break;
      case 'rename':
        lifecycle.rename(contract, requiredText(input, 'name'));
        break;
      case 'upload-version':
        lifecycle.uploadVersion(contract, performer);
        break;
      case 'approve':
      case 'reject': {
        const status = action === 'approve' ? 'APPROVED' : 'REJECTED';
        const notes = optionalText(input, 'notes') ?? '';
        decideApprovals(contract, { status, notes }, { state: this.#state, lifecycle });
        break;
      }
    }
  }

  #require(id: string): Contract {
    const contract = this.#state.contracts.get(id);
    if (!contract) throw notFound();
    return contract;
  }
}

function toView(contract: Contract): ContractView {
  return {
    ...toListRow(contract),
    id: contract.compositeId,
    contract_id: contract.number,
    contract_name: contract.name,
    contract_status: displayStatus(contract),
    status_without_hold: contract.status,
    external_metadata: contract.externalMetadata,
    deleted: contract.isDeleted,
    contract_kind: contract.kind,
    contract_template_id: contract.templateId,
    entity_id: contract.entityId,
    counterparties: contract.parties.map(({ name, poc }) => ({ name, email: poc.email })),
    contract_data: contract.data,
    current_version_id: contract.versionId,
    last_updated_on: toIso(contract.updatedAt),
    executed_at: contract.executedAt ? toIso(contract.executedAt) : null,
    recipients: contract.signatories.map((one) => toRecipient(one, contract)),
    key_pointers: contract.keyPointers.map(toKeyPointer),
    comments: contract.comments,
    business_user: (contract.businessUser ?? contract.creator).email,
    mails: contract.mails ?? [],
    review_requests: contract.reviewRequests ?? [],
  };
}

function optionalText(input: JsonObject, name: string): string | undefined {
  const value = input[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function requiredText(input: JsonObject, name: string): string {
  const value = optionalText(input, name);
  if (value === undefined) throw plainError(400, `${name} must be a non-empty string.`);
  return value;
}

function requiredObject(input: JsonObject, name: string): JsonObject {
  const value = input[name];
  if (!isObject(value)) throw plainError(400, `${name} must be an object.`);
  return value;
}
