import { z } from 'zod';

import { CONTRACT_KINDS, CONTRACT_STATUSES } from '../../domain/contract.js';
import type { Contract } from '../../domain/contract.js';
import { foldCase } from '../fold-case.js';
import type { StoredContract } from '../contracts.js';
import {
  contractIdReply,
  dateField,
  jsonField,
  numberField,
  opportunityIdReply,
} from './replies.js';

/** Separates the searchable fields, so that a search can't match across two of them. */
const FIELD_SEPARATOR = '\u001f';

const data = z.object({
  name: z.string(),
  kind: z.enum(CONTRACT_KINDS).nullable(),
  type: z.object({ id: z.string(), name: z.string() }),
  referenceId: z.string().nullable(),
  counterpartyName: z.string().nullable(),
  createdBy: z.string().nullable(),
  createdAt: z.string(),
  url: z.string(),
  externalMetadata: z.record(z.string(), z.unknown()).nullable(),
  opportunityId: opportunityIdReply.nullable(),
});

/** A row as the scripts give it: id, data, status, time of the read, time of the sync, error, number of the look. */
export const storedContractReply = z
  .tuple([
    contractIdReply,
    jsonField(data),
    z.enum(CONTRACT_STATUSES),
    dateField,
    dateField.nullable(),
    z.string().nullable(),
    numberField.nullable(),
  ])
  .transform(([id, rest, status, readAt, lastSyncedAt, lastError, look]): StoredContract => ({
    contract: { id, status, ...rest },
    look: look ?? 0,
    readAt,
    lastSyncedAt,
    lastError,
  }));

/** The seven arguments of one contract for `SAVE`. */
export function saveArguments(contract: Contract): string[] {
  // Written out, so that the same state is the same text, whatever order its fields came in.
  const json: Omit<Contract, 'id' | 'status'> = {
    name: contract.name,
    kind: contract.kind,
    type: { id: contract.type.id, name: contract.type.name },
    referenceId: contract.referenceId,
    counterpartyName: contract.counterpartyName,
    createdBy: contract.createdBy,
    createdAt: contract.createdAt,
    url: contract.url,
    externalMetadata: contract.externalMetadata,
    opportunityId: contract.opportunityId,
  };
  return [
    contract.id,
    contract.status,
    contract.createdAt,
    contract.type.id,
    contract.opportunityId ?? '',
    JSON.stringify(json),
    searchTextOf(contract),
  ];
}

function searchTextOf({ name, counterpartyName, referenceId }: Contract): string {
  return [name, counterpartyName ?? '', referenceId ?? '']
    .map((field) => foldCase(field).replaceAll(/[\0\u001f]/g, ' '))
    .join(FIELD_SEPARATOR);
}
