import { plainError } from '../errors.js';
import { isObject } from '../json.js';
import { displayStatus } from '../model.js';
import type { Contract, ContractStatus } from '../model.js';
import type { WorkspaceState } from '../state.js';

interface Freeze {
  readonly method: string;
  /** Its path, with the contract's id as the group. */
  readonly operation: RegExp;
  readonly statuses: readonly ContractStatus[];
  readonly detail: string;
  /** What is let through all the same. */
  readonly except?: (body: Readonly<Record<string, unknown>>) => boolean;
}

/**
 * What the help pages say of a contract's statuses, and no operation's own description does: what is out for signature is not
 * edited, what was paused waits, and what is over stays as it is.
 */
const FROZEN: readonly Freeze[] = [
  {
    method: 'POST',
    operation: /\/contracts\/([^/]+)\/contract_version\/$/,
    statuses: ['SIGN'],
    detail: 'The contract is out for signature and cannot be edited.',
    except: (body) => body.is_executed_version === true,
  },
  {
    method: 'POST',
    operation: /\/contracts\/([^/]+)\/contract_version\/$/,
    statuses: ['ON_HOLD', 'VOIDED'],
    detail: 'A new version cannot be uploaded in the present status.',
  },
  {
    method: 'PATCH',
    operation: /\/contracts\/([^/]+)\/contract_data$/,
    statuses: ['SIGN', 'ON_HOLD', 'VOIDED'],
    detail: 'Contract data cannot be updated in the present status.',
  },
  {
    method: 'PATCH',
    operation: /\/contracts\/([^/]+)\/intake_form\/response$/,
    statuses: ['DRAFT', 'SIGN', 'EXECUTED', 'ON_HOLD', 'VOIDED'],
    detail: 'The intake form can be edited while redlining only.',
  },
  {
    method: 'POST',
    operation: /\/contracts\/approvals\/([^/]+)\/$/,
    statuses: ['EXECUTED', 'VOIDED'],
    detail: 'Approvals cannot be requested in the present status.',
  },
];

/** @throws ApiError 400 for what a contract does not take in its present status. */
export function refuseWhereFrozen(
  {
    method,
    path,
    body,
  }: { readonly method: string; readonly path: string; readonly body: unknown },
  state: WorkspaceState,
): void {
  for (const freeze of FROZEN) {
    const id = freeze.method === method ? freeze.operation.exec(path)?.[1] : undefined;
    const contract = id === undefined ? undefined : named(id, state);
    if (contract === undefined || !freeze.statuses.includes(displayStatus(contract))) continue;
    if (freeze.except?.(isObject(body) ? body : {}) === true) continue;
    throw plainError(400, freeze.detail);
  }
}

function named(id: string, state: WorkspaceState): Contract | undefined {
  return /^\d+$/.test(id) ? state.contractByNumber(Number(id)) : state.contract(id);
}
