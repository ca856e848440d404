import type { WorkflowRequest } from '../../connectors/spotdraft/contract-creation.js';
import type { UserError } from '../../domain/user-error.js';
import type { ContractMapping } from '../mapping.js';
import { createPartReader, type PartReaderParts } from './part-reader.js';
import { said } from '../../domain/said.js';

/** What SpotDraft is told of a contract beside what stands in it; what is not mapped is SpotDraft's own default. */
export interface ContractSetup {
  /** Reference id of the legal entity on our side; null for SpotDraft's primary one. */
  readonly entityReferenceId: string | null;
  /** Whether it goes to the counterparties as soon as it is made. */
  readonly autoSend: boolean;
  readonly workflow: WorkflowRequest;
  readonly isEmbedded: boolean | null;
}

export const PLAIN_SETUP: ContractSetup = {
  entityReferenceId: null,
  autoSend: false,
  workflow: {},
  isEmbedded: null,
};

export async function mapSetup({
  contract,
  ...deal
}: Pick<PartReaderParts, 'deal' | 'now'> & { readonly contract: ContractMapping }): Promise<{
  readonly setup: ContractSetup;
  readonly userErrors: readonly UserError[];
}> {
  const { workflow, entity, embedded } = contract;
  const reader = createPartReader({ ...deal, subject: said`The contract`, at: null });
  const flag = (name: keyof ContractMapping['workflow']) =>
    reader.flag(workflow[name], ['workflow', name]);
  const entityReferenceId = (await reader.text(entity, ['entity'])) ?? null;
  const autoSend = (await flag('autoSend')) ?? false;
  const apiOnlyEdits = await flag('apiOnlyEdits');
  const skipCounterpartyInfo = await flag('skipCounterpartyInfo');
  const skipCreatorInfo = await flag('skipCreatorInfo');
  const isEmbedded = (await reader.flag(embedded, ['embedded'])) ?? null;
  return {
    setup: {
      entityReferenceId,
      autoSend,
      workflow: {
        ...(apiOnlyEdits === undefined ? {} : { apiOnlyEdits }),
        ...(skipCounterpartyInfo === undefined ? {} : { skipCounterpartyInfo }),
        ...(skipCreatorInfo === undefined ? {} : { skipCreatorInfo }),
      },
      isEmbedded,
    },
    userErrors: reader.userErrors,
  };
}
