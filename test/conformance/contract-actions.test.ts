import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONTRACT_ACTIONS, refusalOf } from '../../src/domain/contract-action.js';
import type { ContractAction } from '../../src/domain/contract-action.js';
import { parseContractId } from '../../src/domain/contract-id.js';
import type { ContractStatus } from '../../src/domain/contract.js';
import { toContractKind } from '../../src/domain/contract-kind.js';
import { startSpotDraftSandbox } from '../../src/sandbox/spotdraft/index.js';
import type { SpotDraftSandbox } from '../../src/sandbox/spotdraft/index.js';
import {
  createCaller,
  createOrderForm,
  V21,
} from '../integration/sandbox/spotdraft/sandbox-client.js';
import type { Answer, Call } from '../integration/sandbox/spotdraft/sandbox-client.js';
import { sampleDeals } from '../integration/sandbox/spotdraft/sample-deals.js';

let sandbox: SpotDraftSandbox;
let call: Call;
beforeAll(async () => {
  sandbox = await startSpotDraftSandbox({
    rateLimitPerSecond: null,
    deals: sampleDeals(30),
    contracts: 30,
  });
  call = createCaller(sandbox);
});
afterAll(() => sandbox.close());

interface Subject {
  readonly id: string;
  readonly number: number;
  /** Who signs for the counterparty. */
  readonly email: string;
  readonly status: ContractStatus;
  /** `/contracts/T-12` and `/contracts/12` with all that stands before. */
  readonly at: string;
  readonly byNumber: string;
}
/** Does the thing, after what it needs; the answer that counts is the last. */
type Attempt = (subject: Subject) => Promise<Answer>;

const LEGAL_COUNSEL = 702;
const PDF = Buffer.from('%PDF-1.4\n%%EOF\n').toString('base64');
const LATER = '2030-01-31T00:00:00Z';
const task = ({ number }: Subject) => ({
  title: 'Renew',
  assignees: [{ org_user_id: LEGAL_COUNSEL }],
  contract_id: number,
  due_date: LATER,
});

async function obligation(changes: object = {}) {
  const types = await call('GET', '/api/v1/public/obligations/types/');
  return {
    obligation_type_id: types.body[0].id,
    title: 'Report',
    end_date: LATER,
    priority: 'LOW',
    ...changes,
  };
}

async function newObligation({ byNumber }: Subject): Promise<number> {
  const { body } = await call('POST', `${byNumber}/obligations/`, await obligation());
  return body.id;
}

async function invite({ byNumber }: Subject): Promise<Answer> {
  const items = [{ permission_name: 'CONTRACT.READ', user_id: LEGAL_COUNSEL }];
  return call('POST', `${byNumber}/invite/`, { items });
}

function linkAnew({ at }: Subject): Promise<Answer> {
  const metadata = { id: '0065g00000XyZ12AAB', integration_name: 'Salesforce' };
  return call('POST', `${at}/external_metadata`, { external_metadata: metadata });
}

/** What each action asks of SpotDraft; null for what it is not asked. */
const ATTEMPTS: Readonly<Record<ContractAction, Attempt | null>> = {
  OPEN: null,
  OPEN_DOCUMENT: null,
  SYNC: null,
  ARCHIVE_CONTRACT: null,
  CONFIRM_TERM: null,
  LINK_CONTRACT: linkAnew,
  SEND: ({ at }) => call('POST', `${at}/send_to_counterparties`, { attachment_formats: ['PDF'] }),
  MARK_FOR_EXECUTION: ({ at }) => call('POST', `${at}/mark_for_execution/`, {}),
  UNMARK_FOR_EXECUTION: ({ at }) => call('POST', `${at}/unmark_for_execution`, {}),
  RESEND_TO_SIGNATORY: ({ at, email }) =>
    call('POST', `${at}/signatories/resend_email/`, { email_id: email }),
  CREATE_RECIPIENT_LINK: ({ byNumber, email }) =>
    call('GET', `${byNumber}/recipients/recipient_link/?recipient_email=${email}`),
  CREATE_SIGNING_URL: ({ number, email }) =>
    call(
      'GET',
      `${V21}/contracts/embedded/contracts/${number}/counter_party/?cp_email_id=${email}`,
    ),
  VOID: ({ at }) => call('POST', `${at}/status/void`, { note: 'Not needed.' }),
  CHANGE_BUSINESS_USER: ({ byNumber }) =>
    call('PATCH', `${byNumber}/business_user/`, { user_id: LEGAL_COUNSEL }),
  REQUEST_REVIEW: ({ byNumber }) =>
    call('POST', `${byNumber}/review_request/`, { assignee_user_id: LEGAL_COUNSEL }),
  REQUEST_APPROVALS: ({ id }) =>
    call('POST', `${V21}/contracts/approvals/${id}/`, {
      approvals: [{ name: 'Legal', notes: 'Please.', approver_user_id: LEGAL_COUNSEL }],
    }),
  UPLOAD_CONTRACT_VERSION: ({ byNumber, status }) =>
    call('POST', `${byNumber}/contract_version/`, {
      document_name: 'terms.pdf',
      document_base_64: PDF,
      collect_approvals: false,
      // While it is out for signature, a signed copy alone.
      is_executed_version: status === 'SIGN',
    }),
  ADD_SUPPORTING_DOCUMENT: ({ id }) =>
    call('POST', `${V21}/supported_documents/${id}/`, {
      name: 'Certificate',
      file_name: 'certificate.pdf',
      file_base64: PDF,
    }),
  UPDATE_CONTRACT_DATA: ({ at }) =>
    call('PATCH', `${at}/contract_data`, { data: { po_number: 'PO-7' } }),
  UPDATE_INTAKE_FORM: ({ at }) => call('PATCH', `${at}/intake_form/response`, { urgent: true }),
  UPDATE_KEY_POINTERS: async ({ id, at }) => {
    const type = String(sandbox.control.get(id)['contract_type_id']);
    const definitions = await call('GET', `${V21}/key_pointers/?contract_type_id=${type}`);
    // The type of historical contracts has no metadata field.
    const pointers = definitions.body
      .slice(0, 1)
      .map((definition: { id: number }) => ({ key_pointer_id: definition.id, value: null }));
    return call('POST', `${at}/key_pointers/bulk`, { key_pointers: pointers });
  },
  UPDATE_EXTERNAL_METADATA: linkAnew,
  UPDATE_NOTE: async ({ at }) => {
    const { body } = await call('GET', `${at}/notes`);
    const note = Array.isArray(body) ? body[0] : body;
    return call('PUT', `${at}/notes/${note.id}`, { text: 'Agreed.' });
  },
  ADD_COMMENT: ({ byNumber }) => call('POST', `${byNumber}/comments/`, { comment: 'Seen.' }),
  RELATE_CONTRACTS: async ({ byNumber }) => {
    const other = await createOrderForm(call);
    const relation = { related_contract_id: other.contract_id, relation_type: 'CHILD' };
    return call('POST', `${byNumber}/contract_relation/`, relation);
  },
  INVITE_TO_CONTRACT: invite,
  UNINVITE_FROM_CONTRACT: async (subject) => {
    await invite(subject);
    return call('POST', `${subject.byNumber}/uninvite/`, { user_id: LEGAL_COUNSEL });
  },
  CREATE_OBLIGATION: async ({ byNumber }) =>
    call('POST', `${byNumber}/obligations/`, await obligation()),
  UPDATE_OBLIGATION: async (subject) => {
    const id = await newObligation(subject);
    return call('PATCH', `${subject.byNumber}/obligations/${id}/`, { title: 'Monthly report' });
  },
  DELETE_OBLIGATION: async (subject) => {
    const id = await newObligation(subject);
    return call('DELETE', `${subject.byNumber}/obligations/${id}/`);
  },
  CREATE_OBLIGATIONS: async ({ byNumber }) =>
    call('POST', `${byNumber}/obligations/bulk/`, [await obligation()]),
  UPDATE_OBLIGATIONS: async (subject) => {
    const id = await newObligation(subject);
    return call('PATCH', `${subject.byNumber}/obligations/bulk/`, [{ id, title: 'Both reports' }]);
  },
  CREATE_TASK: (subject) => call('POST', `${V21}/user_tasks/`, task(subject)),
  CREATE_TASKS: (subject) => call('POST', `${subject.byNumber}/tasks/bulk/`, [task(subject)]),
  RETRIGGER_WEBHOOK: ({ number }) =>
    call('POST', `${V21}/contracts/webhooks/re_trigger_latest/`, { contract_ids: [number] }),
};

const TRIED = CONTRACT_ACTIONS.filter((action) => ATTEMPTS[action] !== null);

/** How a new contract comes into each state, and to be of each kind that the sandbox makes. */
const WAYS: Readonly<Record<string, (id: string) => void>> = {
  DRAFT: () => undefined,
  'DRAFT, edited': (id) => sandbox.control.act(id, 'upload-version'),
  REDLINING: (id) => sandbox.control.send(id),
  SIGN: (id) => sandbox.control.act(id, 'mark'),
  'SIGN, half signed': (id) => sandbox.control.sign(id),
  EXECUTED: (id) => sandbox.control.execute(id),
  ON_HOLD: (id) => {
    sandbox.control.send(id);
    sandbox.control.hold(id);
  },
  'ON_HOLD while it was out for signature': (id) => {
    sandbox.control.act(id, 'mark');
    sandbox.control.hold(id);
  },
  VOIDED: (id) => sandbox.control.void(id),
  DELETED: (id) => sandbox.control.delete(id),
};

function subjectOf(id: string, status: ContractStatus): Subject {
  const number = Number(id.slice(2));
  const [first] = sandbox.control.get(id)['recipients'] as {
    readonly recipient: { readonly user: { readonly email: string } };
  }[];
  return {
    id,
    number,
    status,
    email: first!.recipient.user.email,
    at: `${V21}/contracts/${id}`,
    byNumber: `${V21}/contracts/${number}`,
  };
}

describe("what the table says is what SpotDraft's sandbox does", () => {
  it.each(Object.entries(WAYS))('in %s', async (name, bring) => {
    const [status] = name.split(/\W/) as [ContractStatus];
    const differences: string[] = [];
    for (const action of TRIED) {
      // Each its own contract: most of them change it.
      const { id } = await createOrderForm(call, { is_embedded_contract: true });
      bring(id);
      const kind = toContractKind(String(sandbox.control.get(id)['contract_kind']));
      const reason = refusalOf(
        { id: parseContractId(id), status, kind, externalMetadata: null },
        action,
      );
      const answer = await ATTEMPTS[action]!(subjectOf(id, status));
      const isDone = answer.status >= 200 && answer.status < 300;
      // An example knows nothing of a contract that the body names.
      if (action === 'CREATE_TASK' && answer.headers.has('x-sandbox-answer')) continue;
      if (isDone !== (reason === null)) {
        const said = `${answer.status} ${JSON.stringify(answer.body)}`;
        differences.push(`${action}: ${reason ?? 'offered'}, and the sandbox says ${said}`);
      }
      // A wrong request would prove nothing about the state.
      if (!isDone)
        expect([action, answer.status]).toEqual([action, status === 'DELETED' ? 404 : 400]);
    }
    expect(differences).toEqual([]);
  });

  it('of a historical contract, where SpotDraft takes its own id', async () => {
    const historical = sandbox.control.list().find(({ id }) => id.startsWith('H-'))!;
    const id = parseContractId(historical.id);
    const facts = { id, status: 'EXECUTED', kind: null, externalMetadata: null } as const;
    expect(historical.contract_status).toBe('EXECUTED');
    const differences: string[] = [];
    for (const action of TRIED) {
      const reason = refusalOf(facts, action);
      // By its number SpotDraft means another contract, and that is not for the sandbox to refuse.
      if (reason?.includes('T-…') === true) continue;
      const answer = await ATTEMPTS[action]!(subjectOf(id, 'EXECUTED'));
      if (answer.status < 300 !== (reason === null))
        differences.push(`${action}: ${reason ?? 'offered'}, ${answer.status}`);
    }
    expect(differences).toEqual([]);
  });
});
