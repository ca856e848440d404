import { z } from 'zod';

import { toContractId } from '../../domain/contract-id.js';
import { CONTRACT_KINDS, CONTRACT_STATUSES } from '../../domain/contract.js';
import { toOpportunityId } from '../../domain/opportunity-id.js';
import type { StoredContract } from '../contracts.js';
import { isRecord } from '../../domain/is-record.js';
import { isKindOrNull, isStatus, isTextOrNull } from '../usual-values.js';
import {
  contractIdReply,
  dateField,
  jsonField,
  numberField,
  opportunityIdReply,
} from './replies.js';
import type { Reply } from './replies.js';

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

const anyRow = z
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

/** A row as the scripts give it: id, data, status, time of the read, time of the sync, error, number of the look. */
export const storedContractReply: Reply<StoredContract> = {
  parse: (row) => (Array.isArray(row) ? usualContract(row) : null) ?? anyRow.parse(row),
};

/** What `anyRow` makes of a row that is as all are; null for any other. */
function usualContract(row: readonly unknown[]): StoredContract | null {
  const [idText, json, status, readMs, syncedMs, lastError, lookText] = row;
  const id = typeof idText === 'string' ? toContractId(idText) : null;
  const rest: unknown = typeof json === 'string' ? JSON.parse(json) : null;
  const readAt = dateOf(readMs);
  const lastSyncedAt = dateOf(syncedMs);
  const look = lookText === null ? 0 : numberOf(lookText);
  if (
    row.length !== 7 ||
    id === null ||
    !isRecord(rest) ||
    !isStatus(status) ||
    readAt === null ||
    !(syncedMs === null || lastSyncedAt !== null) ||
    !isTextOrNull(lastError) ||
    look === null
  ) {
    return null;
  }
  const { name, kind, type, referenceId, counterpartyName, createdBy, createdAt, url } = rest;
  const { externalMetadata, opportunityId: dealId } = rest;
  const opportunityId = typeof dealId === 'string' ? toOpportunityId(dealId) : null;
  if (
    typeof name !== 'string' ||
    !isKindOrNull(kind) ||
    !isRecord(type) ||
    typeof type['id'] !== 'string' ||
    typeof type['name'] !== 'string' ||
    !isTextOrNull(referenceId) ||
    !isTextOrNull(counterpartyName) ||
    !isTextOrNull(createdBy) ||
    typeof createdAt !== 'string' ||
    typeof url !== 'string' ||
    !(externalMetadata === null || isRecord(externalMetadata)) ||
    !(dealId === null || opportunityId !== null)
  ) {
    return null;
  }
  return {
    contract: {
      id,
      name,
      status,
      kind,
      type: { id: type['id'], name: type['name'] },
      referenceId,
      counterpartyName,
      createdBy,
      createdAt,
      url,
      externalMetadata,
      opportunityId,
    },
    look,
    readAt,
    lastSyncedAt,
    lastError,
  };
}

/** Fields of a hash are texts, also where they hold a number. */
function numberOf(text: unknown): number | null {
  const value = typeof text === 'string' ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : null;
}

function dateOf(text: unknown): Date | null {
  const ms = numberOf(text);
  return ms === null ? null : new Date(ms);
}
