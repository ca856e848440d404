import { expect } from 'vitest';
import { BULK_REQUESTS } from './authorisation-bulk-requests.js';
import { PEOPLE_REQUESTS } from './authorisation-people-requests.js';
import { Refusal } from './authorisation-cell.js';
import type { Ask, Cell } from './authorisation-cell.js';
import { preview } from './authorisation-route-requests.js';
import { AUTOMATION_REQUESTS } from './authorisation-automations.js';
import { WORKSPACE_REQUESTS } from './authorisation-workspace.js';

export interface Identified {
  readonly id: string;
}
interface Page {
  readonly nodes: readonly Identified[];
  readonly edges: readonly { readonly node: Identified }[];
  readonly totalCount: number;
}
interface Payload {
  readonly contract: Identified | null;
  readonly userErrors: readonly { readonly code: string }[];
}

const PAGE = '{ nodes { id } edges { node { id } } totalCount }';
const LINK_PAYLOAD = '{ url userErrors { code message } }';
const PAYLOAD = '{ contract { id } userErrors { code message } }';

const shownOrNull = (value: unknown) => (value === null ? 'null' : 'shown');

function inPage({ nodes, edges, totalCount }: Page, id: string): string {
  expect(edges.map(({ node }) => node.id)).toEqual(nodes.map((node) => node.id));
  // What is not listed is not counted either.
  expect(totalCount).toBe(nodes.length);
  return nodes.some((node) => node.id === id) ? 'shown' : 'absent';
}

function outcomeOf({ contract, userErrors }: Payload): string {
  return userErrors[0]?.code ?? (contract === null ? 'null' : 'done');
}

/**
 * An action on a contract: its field, and the members of its input beside the contract.
 * @param first what brings a draft into the state for it
 */
function action(field: string, input: string, first?: string): Ask {
  return async (cell) => {
    const id = await draftAfter(cell, first);
    const data = await cell.graphql<Record<string, Payload>>(
      `mutation ($id: ID!) { ${field}(input: { contractId: $id ${input} }) ${PAYLOAD} }`,
      { id },
    );
    return outcomeOf(data[field]!);
  };
}

/** A part of a contract, by the field that shows it. */
function part(selection: string): Ask {
  return async ({ graphql, target }) => {
    const { contract } = await graphql<{ contract: { part: unknown } | null }>(
      `query ($id: ID!) { contract(id: $id) { part: ${selection} } }`,
      { id: target.executed },
    );
    return shownOrNull(contract?.part ?? null);
  };
}

/** The same of the contracts that may be the target's deal's. */
function suggested(selection: string): Ask {
  return async ({ graphql, target }) => {
    const { opportunity } = await graphql<{ opportunity: { found: unknown[] | null } | null }>(
      `query ($id: ID!) { opportunity(id: $id) { found: suggestedContracts { ${selection} } } }`,
      { id: target.deal.id },
    );
    return shownOrNull(opportunity?.found ?? null);
  };
}

/** Whoever may not do the first thing may not do the second either, which is what is asked. */
async function draftAfter({ graphql, target }: Cell, first: string | undefined): Promise<string> {
  const id = await target.draft();
  if (first === undefined) return id;
  try {
    await graphql(`mutation ($id: ID!) { ${first}(input: { contractId: $id }) ${PAYLOAD} }`, {
      id,
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
  return id;
}

/** Something that is asked for one recipient of a contract: here, who signs for its counterparty. */
function link(field: string, payload: string, first: string): Ask {
  return async (cell) => {
    const id = await draftAfter(cell, first);
    const email = await signatoryOf(cell, id);
    const data = await cell.graphql<Record<string, Payload & { readonly url?: string | null }>>(
      `mutation ($id: ID!, $email: String!) {
        ${field}(input: { contractId: $id, email: $email }) ${payload}
      }`,
      { id, email },
    );
    const answer = data[field]!;
    return answer.userErrors[0]?.code ?? (answer.url === null ? 'null' : 'done');
  };
}

async function signatoryOf({ graphql }: Cell, id: string): Promise<string> {
  try {
    const { contract } = await graphql<{ contract: { recipients: { email: string }[] } | null }>(
      'query ($id: ID!) { contract(id: $id) { recipients { email } } }',
      { id },
    );
    return contract?.recipients[0]?.email ?? 'nobody@nowhere.example';
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return 'nobody@nowhere.example';
  }
}

/** A contract that is made of a document. */
function uploading(field: string, more: Readonly<Record<string, string>> = {}): Ask {
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
  return async ({ graphql, target, unique, upload }) => {
    const input = {
      opportunityId: target.deal.id,
      contractTypeId: '302',
      name: 'Their paper',
      document: { uploadId: await upload() },
      idempotencyKey: unique,
      ...more,
    };
    const data = await graphql<Record<string, Payload>>(
      `mutation ($input: ${type}!) { ${field}(input: $input) ${PAYLOAD} }`,
      { input },
    );
    return outcomeOf(data[field]!);
  };
}

const NOTES = 'query ($id: ID!) { contract(id: $id) { id notes { id text tag } } }';

const LINK = `mutation ($contract: ID!, $deal: ID!) {
  linkContract(input: { contractId: $contract, opportunityId: $deal }) ${PAYLOAD}
}`;

const RELATE = `mutation ($contract: ID!, $related: ID!) {
  relateContracts(input: { contractId: $contract, relatedContractId: $related, relation: CHILD }) ${PAYLOAD}
}`;

/** How each line of the graph's table is asked. */
export const GRAPH_REQUESTS: Readonly<Record<string, Ask>> = {
  ...WORKSPACE_REQUESTS,
  ...AUTOMATION_REQUESTS,
  ...BULK_REQUESTS,
  'Query.viewer': async ({ graphql }) => {
    const { viewer } = await graphql<{ viewer: unknown }>('{ viewer { name email roles } }');
    return shownOrNull(viewer);
  },
  'Query.templates': async ({ graphql }) => {
    const { templates } = await graphql<{ templates: unknown[] }>('{ templates { id name } }');
    return templates.length > 0 ? 'shown' : 'absent';
  },
  'Query.template': async ({ graphql }) => {
    const data = await graphql<{ template: unknown }>('{ template(id: "1204") { id name } }');
    return shownOrNull(data.template);
  },
  'Query.opportunity': async ({ graphql, target }) => {
    const data = await graphql<{ opportunity: unknown }>(
      'query ($id: ID!) { opportunity(id: $id) { id name } }',
      { id: target.deal.id },
    );
    return shownOrNull(data.opportunity);
  },
  'Query.opportunities': async ({ graphql, target }) => {
    const list = async (filter: object) => {
      const data = await graphql<{ opportunities: Page }>(
        `query ($filter: OpportunityFilter) { opportunities(filter: $filter, first: 100) ${PAGE} }`,
        { filter: { search: target.deal.name, ...filter } },
      );
      return inPage(data.opportunities, target.deal.id);
    };
    const outcome = await list({});
    expect(await list({ hasContract: true })).toBe(outcome);
    expect(await list({ contractStatus: ['EXECUTED'] })).toBe(outcome);
    return outcome;
  },
  'Query.contract': async ({ graphql, target }) => {
    const data = await graphql<{ contract: unknown }>(
      'query ($id: ID!) { contract(id: $id) { id name externalMetadata } }',
      { id: target.executed },
    );
    return shownOrNull(data.contract);
  },
  'Query.contracts': async ({ graphql, target }) => {
    const { contracts } = await graphql<{ contracts: Page }>(
      `query ($id: ID!) {
        contracts(filter: { opportunityId: $id, status: [EXECUTED] }, first: 100) ${PAGE}
      }`,
      { id: target.deal.id },
    );
    return inPage(contracts, target.executed);
  },
  'Query.searchContracts': async ({ graphql, target }) => {
    const { searchContracts } = await graphql<{ searchContracts: Page }>(
      `query ($id: ID!) { searchContracts(filter: { contractId: { eq: $id } }) ${PAGE} }`,
      { id: target.executed },
    );
    expect(searchContracts.totalCount).toBeNull();
    return inPage(
      { ...searchContracts, totalCount: searchContracts.nodes.length },
      target.executed,
    );
  },
  'Query.contractDraft': async ({ graphql, target }) => {
    const { contractDraft } = await graphql<{ contractDraft: unknown }>(
      'query ($id: ID!) { contractDraft(opportunityId: $id, templateId: "1204") { name data } }',
      { id: target.deal.id },
    );
    return shownOrNull(contractDraft);
  },
  'ContractDraft.similar': async ({ graphql, target }) => {
    const { contractDraft } = await graphql<{ contractDraft: { similar: unknown[] } }>(
      'query ($id: ID!) { contractDraft(opportunityId: $id, templateId: "1204") { similar { id } } }',
      { id: target.deal.id },
    );
    return shownOrNull(contractDraft.similar);
  },
  'Query.deliveries': async ({ graphql }) => {
    const data = await graphql<{ deliveries: { nodes: unknown[] } }>(
      '{ deliveries { nodes { id } } }',
    );
    return data.deliveries.nodes.length > 0 ? 'shown' : 'absent';
  },
  'Query.delivery': async ({ graphql, deliveryId }) => {
    const data = await graphql<{ delivery: unknown }>(
      'query ($id: ID!) { delivery(id: $id) { id body } }',
      { id: deliveryId },
    );
    return shownOrNull(data.delivery);
  },
  'Query.deliveryCounts': async ({ graphql }) => {
    const data = await graphql<{ deliveryCounts: unknown }>('{ deliveryCounts { received } }');
    return shownOrNull(data.deliveryCounts);
  },

  'Query.syncProgress': async ({ graphql }) => {
    const data = await graphql<{ syncProgress: unknown }>('{ syncProgress { waiting } }');
    return shownOrNull(data.syncProgress);
  },

  'Query.systemHealth': async ({ graphql }) => {
    const data = await graphql<{ systemHealth: unknown[] }>('{ systemHealth { system calls } }');
    return data.systemHealth.length > 0 ? 'shown' : 'absent';
  },

  'Query.activities': async ({ graphql }) => {
    const data = await graphql<{ activities: { nodes: unknown[] } }>(
      '{ activities { nodes { at } } }',
    );
    return data.activities.nodes.length > 0 ? 'shown' : 'absent';
  },
  'Opportunity.closeBlockers': async ({ graphql, target }) => {
    const data = await graphql<{ opportunity: { closeBlockers: string[] } | null }>(
      'query ($id: ID!) { opportunity(id: $id) { closeBlockers } }',
      { id: target.deal.id },
    );
    return shownOrNull(data.opportunity?.closeBlockers ?? null);
  },
  'Opportunity.suggestedContracts': suggested('score'),
  'ContractSuggestion.contract': suggested('contract { id }'),
  'Opportunity.timeline': async ({ graphql, target }) => {
    const data = await graphql<{ opportunity: { timeline: unknown } | null }>(
      'query ($id: ID!) { opportunity(id: $id) { timeline { nodes { at kind } } } }',
      { id: target.deal.id },
    );
    return shownOrNull(data.opportunity?.timeline ?? null);
  },
  'Contract.timeline': part('timeline { nodes { at kind } }'),
  'Activity.contract': part('timeline { nodes { contract { id } } }'),
  'Activity.opportunity': part('timeline { nodes { opportunity { id } } }'),

  'Opportunity.contracts': async ({ graphql, target }) => {
    const { opportunity } = await graphql<{ opportunity: { contracts: Identified[] } | null }>(
      'query ($id: ID!) { opportunity(id: $id) { contracts { id } } }',
      { id: target.deal.id },
    );
    if (opportunity === null) return 'null';
    return opportunity.contracts.some(({ id }) => id === target.executed) ? 'shown' : 'absent';
  },
  'Contract.opportunity': async ({ graphql, target }) => {
    const { contract } = await graphql<{ contract: { opportunity: Identified | null } | null }>(
      'query ($id: ID!) { contract(id: $id) { opportunity { id } } }',
      { id: target.executed },
    );
    return shownOrNull(contract?.opportunity ?? null);
  },

  'Mutation.createContract': async ({ graphql, target, unique }) => {
    const input = { opportunityId: target.deal.id, templateId: '1204', idempotencyKey: unique };
    const { createContract } = await graphql<{ createContract: Payload }>(
      `mutation ($input: CreateContractInput!) { createContract(input: $input) ${PAYLOAD} }`,
      { input },
    );
    return outcomeOf(createContract);
  },
  'Mutation.previewContract': async ({ graphql, target }) => {
    const { previewContract } = await preview(graphql, target);
    return previewContract.userErrors[0]?.code ?? (previewContract.url === null ? 'null' : 'done');
  },
  'Mutation.uploadContractForReview': uploading('uploadContractForReview'),
  'Mutation.uploadContractForSignature': uploading('uploadContractForSignature'),
  'Mutation.recordExecutedContract': uploading('recordExecutedContract', { entityId: '61' }),
  'Mutation.uploadContractVersion': async ({ graphql, target, upload }) => {
    const input = { contractId: await target.draft(), document: { uploadId: await upload() } };
    const { uploadContractVersion } = await graphql<{ uploadContractVersion: Payload }>(
      `mutation ($input: UploadContractVersionInput!) { uploadContractVersion(input: $input) ${PAYLOAD} }`,
      { input },
    );
    return outcomeOf(uploadContractVersion);
  },
  'Mutation.addSupportingDocument': async ({ graphql, target, upload }) => {
    const document = { uploadId: await upload() };
    const input = { contractId: target.executed, name: 'Schedule', document };
    const { addSupportingDocument: payload } = await graphql<{
      addSupportingDocument: Pick<Payload, 'userErrors'> & {
        supportingDocument: Identified | null;
      };
    }>(
      `
        mutation ($input: AddSupportingDocumentInput!) {
          addSupportingDocument(input: $input) {
            supportingDocument {
              id
            }
            userErrors {
              code
              message
            }
          }
        }
      `,
      { input },
    );
    return outcomeOf({ contract: payload.supportingDocument, userErrors: payload.userErrors });
  },
  'Mutation.sendContract': action('sendContract', ''),
  'Mutation.voidContract': action('voidContract', 'note: "no longer needed"'),
  'Mutation.markForExecution': action('markForExecution', ''),
  'Mutation.unmarkForExecution': action('unmarkForExecution', '', 'markForExecution'),
  'Mutation.resendToSignatory': link('resendToSignatory', PAYLOAD, 'markForExecution'),
  'Mutation.changeBusinessUser': action('changeBusinessUser', 'userId: "702"'),
  'Mutation.requestReview': action('requestReview', 'roleId: "52"'),
  'Mutation.retriggerWebhook': action('retriggerWebhook', ''),
  'Mutation.createRecipientLink': link('createRecipientLink', LINK_PAYLOAD, 'sendContract'),
  // No contract of these was made for it: who is told so was let through.
  'Mutation.createSigningUrl': link('createSigningUrl', LINK_PAYLOAD, 'markForExecution'),
  'Contract.notes': async ({ graphql, target }) => {
    const data = await graphql<{ contract: { notes: unknown[] } | null }>(NOTES, {
      id: target.executed,
    });
    return shownOrNull(data.contract?.notes ?? null);
  },
  'Contract.archives': part('archives { state }'),
  'Contract.terms': part('terms { state }'),
  'Contract.comments': part('comments { nodes { id text } }'),
  'Contract.relatedContracts': part('relatedContracts { nodes { relationId } }'),
  'RelatedContract.contract': async ({ graphql, target }) => {
    const child = await target.draft();
    try {
      await graphql(RELATE, { contract: target.executed, related: child });
    } catch (error) {
      // Not theirs, which is what the answer has to say as well.
      if (!(error instanceof Refusal) || error.message !== 'NOT_FOUND') throw error;
    }
    const { contract } = await graphql<{
      contract: { relatedContracts: { nodes: { contract: Identified }[] } } | null;
    }>(
      'query ($id: ID!) { contract(id: $id) { relatedContracts(first: 100) { nodes { contract { id } } } } }',
      { id: target.executed },
    );
    if (contract === null) return 'null';
    const { nodes } = contract.relatedContracts;
    return nodes.some((node) => node.contract.id === child) ? 'shown' : 'absent';
  },
  'Contract.previewUrl': async ({ graphql, target }) => {
    const { contract } = await graphql<{ contract: { previewUrl: string | null } | null }>(
      'query ($id: ID!) { contract(id: $id) { previewUrl } }',
      { id: await target.draft() },
    );
    return shownOrNull(contract?.previewUrl ?? null);
  },
  'Contract.metrics': part('metrics { turns }'),
  'Contract.text': part('text { status text }'),
  'Contract.questionnaire': part('questionnaire(type: TEMPLATE) { data }'),
  'Query.keyPointerDefinitions': async ({ graphql }) => {
    const { keyPointerDefinitions } = await graphql<{ keyPointerDefinitions: unknown[] }>(
      '{ keyPointerDefinitions(contractTypeId: "303") { id name } }',
    );
    return keyPointerDefinitions.length > 0 ? 'shown' : 'absent';
  },
  'Mutation.updateContractData': action('updateContractData', 'data: { po_number: "PO-9" }'),
  'Mutation.updateKeyPointers': action(
    'updateKeyPointers',
    'values: [{ name: "po_number", value: "PO-9" }]',
  ),
  // Without an archive file: refused after the contract was found.
  'Mutation.archiveContract': action('archiveContract', ''),
  'Mutation.confirmTerm': action('confirmTerm', 'name: "total", reason: "as agreed"'),
  'Mutation.updateExternalMetadata': action('updateExternalMetadata', 'recordData: { seen: true }'),
  // What is refused to everybody in a draft is refused after the contract was found.
  'Mutation.updateIntakeForm': action('updateIntakeForm', 'data: { department: "sales" }'),
  'Mutation.addComment': async ({ graphql, target, unique }) => {
    const { addComment } = await graphql<{ addComment: { comment: unknown } }>(
      `
        mutation ($contract: ID!, $text: String!) {
          addComment(input: { contractId: $contract, text: $text }) {
            comment {
              id
            }
          }
        }
      `,
      { contract: target.executed, text: `Seen: ${unique}` },
    );
    return addComment.comment === null ? 'null' : 'done';
  },
  'Mutation.relateContracts': async ({ graphql, target, own }) => {
    const variables = { contract: await target.draft(), related: await own.draft() };
    return outcomeOf(
      (await graphql<{ relateContracts: Payload }>(RELATE, variables)).relateContracts,
    );
  },
  'Mutation.relateContracts to': async ({ graphql, target, own }) => {
    const variables = { contract: await own.draft(), related: await target.draft() };
    return outcomeOf(
      (await graphql<{ relateContracts: Payload }>(RELATE, variables)).relateContracts,
    );
  },
  'Mutation.updateNote': async ({ graphql, target }) => {
    const id = target.executed;
    const shown = await graphql<{ contract: { notes: Identified[] } | null }>(NOTES, { id });
    const { updateNote } = await graphql<{ updateNote: { note: unknown } }>(
      `
        mutation ($contract: ID!, $note: ID!) {
          updateNote(input: { contractId: $contract, noteId: $note, text: "Seen." }) {
            note {
              id
            }
          }
        }
      `,
      { contract: id, note: shown.contract?.notes[0]?.id ?? '1' },
    );
    return updateNote.note === null ? 'null' : 'done';
  },
  'Contract.approvals': part('approvals { id }'),
  'Contract.authorizedUsers': part('authorizedUsers { nodes { id } }'),
  'Mutation.requestApprovals': action(
    'requestApprovals',
    'approvals: [{ name: "Legal", userId: "702" }]',
  ),
  'Mutation.inviteToContract': action(
    'inviteToContract',
    'invitations: [{ permission: READ, userId: "703" }]',
  ),
  'Mutation.uninviteFromContract': action('uninviteFromContract', 'everyone: true'),
  'Mutation.linkContract': async ({ graphql, target, own }) => {
    const variables = { contract: await target.draft(), deal: own.deal.id };
    return outcomeOf((await graphql<{ linkContract: Payload }>(LINK, variables)).linkContract);
  },
  'Mutation.linkContract to': async ({ graphql, target, own }) => {
    const variables = { contract: await own.draft(), deal: target.deal.id };
    return outcomeOf((await graphql<{ linkContract: Payload }>(LINK, variables)).linkContract);
  },
  'Mutation.syncContract': async ({ graphql, target }) => {
    const { syncContract } = await graphql<{ syncContract: Payload }>(
      `mutation ($id: ID!) { syncContract(id: $id) ${PAYLOAD} }`,
      { id: target.executed },
    );
    return outcomeOf(syncContract);
  },
  'Mutation.replayDeliveries': async ({ graphql, deliveryId }) => {
    const { replayDeliveries } = await graphql<{ replayDeliveries: { replayed: number } }>(
      'mutation ($id: ID!) { replayDeliveries(input: { ids: [$id] }) { replayed } }',
      { id: deliveryId },
    );
    return replayDeliveries.replayed === 1 ? 'done' : 'absent';
  },

  'Mutation.startRepair': async ({ graphql }) => {
    const { startRepair } = await graphql<{ startRepair: Payload }>(
      'mutation { startRepair { userErrors { code } } }',
    );
    return outcomeOf(startRepair);
  },
  'Mutation.startBackfill': async ({ graphql }) => {
    const { startBackfill } = await graphql<{ startBackfill: Payload }>(
      'mutation { startBackfill { userErrors { code } } }',
    );
    // One that another caller asked for is under way: who is told so has the right.
    return startBackfill.userErrors[0]?.code === 'INVALID_STATE'
      ? 'done'
      : outcomeOf(startBackfill);
  },
  'Mutation.pauseRepairs': async ({ graphql }) => {
    // Resumes what nobody paused: the other cells are not disturbed.
    const { pauseRepairs } = await graphql<{ pauseRepairs: Payload }>(
      'mutation { pauseRepairs(input: { paused: false }) { userErrors { code } } }',
    );
    return outcomeOf(pauseRepairs);
  },
  'Mutation.pruneDeliveries': async ({ graphql }) => {
    // Nothing is that old: the other cells still need their delivery.
    const { pruneDeliveries } = await graphql<{ pruneDeliveries: { pruned: number } }>(
      'mutation { pruneDeliveries(input: { before: "2000-01-01T00:00:00Z" }) { pruned } }',
    );
    return pruneDeliveries.pruned === 0 ? 'done' : 'absent';
  },

  'Subscription.contractChanged': async ({ stream, target }) => {
    const events = await stream(
      'subscription ($id: ID) { contractChanged(opportunityId: $id) { id } }',
      { id: target.deal.id },
    );
    // Whoever may not see the deal is told so at once; to others there is something to tell after this. What happened
    // before may come first.
    const drafted = await target.draft();
    await events.find<{ contractChanged: Identified | null }>(
      ({ contractChanged }) => contractChanged?.id === drafted,
    );
    return 'shown';
  },
  'Subscription.syncProgress': async ({ stream }) => {
    const events = await stream('subscription { syncProgress { waiting } }');
    const data = await events.find<{ syncProgress: unknown }>(() => true);
    return shownOrNull(data.syncProgress);
  },
  ...PEOPLE_REQUESTS,
};
