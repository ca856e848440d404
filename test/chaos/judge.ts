import type { SalesforceSandbox } from '../../src/sandbox/salesforce/index.js';
import type { ContractView, SpotDraftSandbox } from '../../src/sandbox/spotdraft/index.js';

const RECORD = 'SpotDraft_Contract__c';
const DOCUMENTS = 'https://dealdraft.example/documents/';
/** A deal shows the status of its most advanced contract. */
const ADVANCEMENT = ['EXECUTED', 'SIGN', 'REDLINING', 'DRAFT', 'ON_HOLD', 'VOIDED'];

type Row = Readonly<Record<string, unknown>>;

/**
 * What the CRM should hold by SpotDraft's present state alone, judged without any of the program's own code; one
 * sentence for each record that is otherwise.
 */
export function crmDifferences(
  spotdraft: SpotDraftSandbox,
  salesforce: SalesforceSandbox,
  only: (contract: ContractView) => boolean = () => true,
): string[] {
  const { store } = salesforce.control.org;
  const records = new Map<unknown, Row>(
    store.rows(RECORD).map((row): [unknown, Row] => [row.SpotDraft_Id__c, row]),
  );
  const contracts = spotdraft.control.list();
  return contracts
    .filter(only)
    .flatMap((contract) => recordDifferences(contract, records.get(contract.id)));
}

/** The same of the deals. */
export function dealDifferences(
  spotdraft: SpotDraftSandbox,
  salesforce: SalesforceSandbox,
): string[] {
  const contracts = spotdraft.control.list().filter(({ deleted }) => !deleted);
  return salesforce.deals.flatMap(({ id }) => {
    const row = salesforce.control.org.store.find('Opportunity', id);
    const statuses = contracts
      .filter((contract) => isOfDeal(contract, id))
      .map(({ contract_status }) => contract_status)
      .sort((a, b) => ADVANCEMENT.indexOf(a) - ADVANCEMENT.indexOf(b));
    const wanted = statuses[0] ?? null;
    const found = row?.Contract_Status__c ?? null;
    const differences =
      found === wanted ? [] : [`deal ${id} says ${show(found)} instead of ${show(wanted)}`];
    const link = row?.Executed_Document_Link__c ?? null;
    if ((link !== null) !== (wanted === 'EXECUTED')) {
      differences.push(`deal ${id} is ${show(wanted)} and links to ${show(link)}`);
    }
    return differences;
  });
}

function recordDifferences(contract: ContractView, row: Row | undefined): string[] {
  const { id, deleted, contract_status, contract_name, external_metadata } = contract;
  const dealId = external_metadata.id;
  const isLinked = isOfCrm(contract);
  if (row === undefined) {
    // Nobody has to write a record of what was deleted, or belongs to no deal.
    return deleted || !isLinked ? [] : [`${id} (${contract_status}) has no record`];
  }
  const wanted: Row = {
    Status__c: deleted ? 'DELETED' : contract_status,
    ...(deleted
      ? {}
      : {
          Name: contract_name.slice(0, 80),
          Executed_Document_Link__c: contract_status === 'EXECUTED' ? `${DOCUMENTS}${id}` : null,
        }),
  };
  const differences = Object.entries(wanted)
    .filter(([field, value]) => (row[field] ?? null) !== value)
    .map(
      ([field, value]) =>
        `${id}: ${field} is ${show(row[field] ?? null)} instead of ${show(value)}`,
    );
  const link = row.Opportunity__c;
  if (!deleted && isLinked && typeof dealId === 'string' && !isSameDeal(link, dealId)) {
    differences.push(`${id}: Opportunity__c is ${show(link)} instead of ${dealId}`);
  }
  return differences;
}

function isOfDeal({ external_metadata }: ContractView, dealId: string): boolean {
  return isSameDeal(external_metadata.id, dealId);
}

/** Ids of other systems mean nothing to the CRM. */
function isOfCrm({ external_metadata }: ContractView): boolean {
  return /^006[A-Za-z0-9]{12}(?:[A-Za-z0-9]{3})?$/.test(String(external_metadata.id));
}

/** Ids come with 15 or 18 characters; the last three only repeat the case of the others. */
function isSameDeal(a: unknown, b: string): boolean {
  return typeof a === 'string' && a.slice(0, 15) === b.slice(0, 15);
}

function show(value: unknown): string {
  return JSON.stringify(value);
}
