import { z } from 'zod';
import type { Counterparty, CrmField } from '../../server/ui-routes.js';
import { noted } from '../../domain/said.js';

const contractWire = z.object({ contract_status: z.string() });
const refusalWire = z.object({ detail: z.string() });

/** What the sandbox does next with a contract in a status, and how the page says it. */
const NEXT_STEPS: ReadonlyMap<string, { readonly action: string; readonly message: string }> =
  new Map([
    [
      'DRAFT',
      { action: 'send', message: noted`The contract went to the counterparty for review.` },
    ],
    [
      'REDLINING',
      { action: 'mark', message: noted`Both sides agree; the contract is out for signature.` },
    ],
    ['SIGN', { action: 'sign', message: noted`The next signatory has signed.` }],
    ['ON_HOLD', { action: 'resume', message: noted`The contract is taken up again.` }],
  ]);

const recordWire = z.record(z.string(), z.unknown());
const recordsWire = z.object({ records: z.array(recordWire) });

/** Plays the other side of the table, and shows the CRM's records, through the control routes of the sandboxes. */
export function createSandboxCounterparty({
  spotdraftUrl,
  salesforceUrl,
}: {
  readonly spotdraftUrl: string;
  readonly salesforceUrl: string;
}): Counterparty {
  const recordsOf = (object: string) => `${salesforceUrl}/__sandbox/records/${object}`;
  const routeOf = (id: string) => `${spotdraftUrl}/__sandbox/contracts/${encodeURIComponent(id)}`;
  return {
    async advance(contractId) {
      const found = await fetch(routeOf(contractId));
      if (!found.ok) return { kind: 'refused', message: noted`The sandbox has no such contract.` };
      const { contract_status: status } = contractWire.parse(await found.json());
      const step = NEXT_STEPS.get(status);
      if (step === undefined)
        return {
          kind: 'refused',
          message: noted`There is no next step for this contract in the sandbox.`,
        };
      const response = await fetch(`${routeOf(contractId)}/${step.action}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
      });
      if (response.ok) return { kind: 'done', message: step.message };
      const refusal = refusalWire.safeParse(await response.json());
      return {
        kind: 'refused',
        message: refusal.success ? refusal.data.detail : noted`The sandbox refused the step.`,
      };
    },

    async crmFields(contractId) {
      const found = await getJson(
        `${recordsOf(CONTRACT_OBJECT)}?externalId=${encodeURIComponent(contractId)}`,
      );
      const [record = {}] = recordsWire.parse(found).records;
      const dealId = record[DEAL_FIELD];
      const deal =
        typeof dealId === 'string'
          ? recordWire.parse(await getJson(`${recordsOf('Opportunity')}/${dealId}`))
          : {};
      return [
        ...CONTRACT_FIELDS.map((field) => toCrmField(CONTRACT_OBJECT, field, record)),
        ...DEAL_FIELDS.map((field) => toCrmField('Opportunity', field, deal)),
      ];
    },
  };
}

/** As the mapping of the documentation writes them. */
const CONTRACT_OBJECT = 'SpotDraft_Contract__c';
const DEAL_FIELD = 'Opportunity__c';
const CONTRACT_FIELDS = [
  'SpotDraft_Id__c',
  'Name',
  'Status__c',
  'Contract_Type__c',
  'Counterparty__c',
  'SpotDraft_Link__c',
  'Executed_Document_Link__c',
];
const DEAL_FIELDS = ['Contract_Status__c', 'Executed_Document_Link__c'];

function toCrmField(object: string, field: string, record: Record<string, unknown>): CrmField {
  const value = record[field];
  return { object, field, value: typeof value === 'string' && value !== '' ? value : null };
}

async function getJson(url: string): Promise<unknown> {
  return (await fetch(url)).json();
}
