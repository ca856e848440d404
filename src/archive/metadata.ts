import { z } from 'zod';
import type { ContractId } from '../domain/contract-id.js';
import type { OpportunityId } from '../domain/opportunity-id.js';
import { tryParseJson } from '../domain/well-formed.js';

/** What is kept of an archived document, beside it and on it. Dates are ISO 8601 UTC. */
export interface ArchiveFacts {
  readonly archiveKey: string;
  readonly contractId: ContractId;
  readonly contractName: string;
  readonly contractType: string;
  readonly counterparty: string | null;
  readonly referenceId: string | null;
  readonly executedAt: string | null;
  readonly dealId: OpportunityId | null;
  readonly versionId: string | null;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly spotdraftUrl: string;
  /** When the first try began, so that every try writes the same. */
  readonly archivedAt: string;
}

/** Column of SharePoint's, and more than any other place shows of a value. */
const MAX_VALUE = 255;

/** Names that the archive file's `metadata` can't use, in lower case. */
export const STANDARD_METADATA: ReadonlySet<string> = new Set(
  [
    'archiveKey',
    'contractId',
    'contractName',
    'contractType',
    'counterparty',
    'referenceId',
    'executedAt',
    'dealId',
    'versionId',
    'sha256',
    'sizeBytes',
    'spotdraftUrl',
    'archivedAt',
  ].map((name) => name.toLowerCase()),
);

/**
 * What goes on the file itself, where the destination has a place for it: the most important first, for destinations that have
 * little. Without values that are not known.
 * @param own what the archive file adds
 */
export function fileMetadata(
  facts: ArchiveFacts,
  own: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const known = Object.entries({ ...orderedFacts(facts), ...own }).filter(
    (entry): entry is [string, string | number] => entry[1] !== null,
  );
  return Object.fromEntries(known.map(([name, value]) => [name, shortValue(String(value))]));
}

/** What stands beside the file: all of it, whole. The same facts give the same bytes. */
export function sidecarText(
  facts: ArchiveFacts,
  own: Readonly<Record<string, string>>,
  fileName: string,
): string {
  const content = { version: 1, fileName, ...orderedFacts(facts), metadata: own };
  return `${JSON.stringify(content, null, 2)}\n`;
}

/** By name, so that the order does not hang on who made the object. */
function orderedFacts(facts: ArchiveFacts): ArchiveFacts {
  const { archiveKey, contractId, sha256, sizeBytes, versionId, dealId, executedAt } = facts;
  const { contractName, contractType, counterparty, referenceId, archivedAt, spotdraftUrl } = facts;
  return {
    archiveKey,
    contractId,
    sha256,
    sizeBytes,
    versionId,
    dealId,
    executedAt,
    archivedAt,
    contractType,
    contractName,
    counterparty,
    referenceId,
    spotdraftUrl,
  };
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

function shortValue(text: string): string {
  if (text.length <= MAX_VALUE) return text;
  const cut = graphemes.segment(text.slice(0, MAX_VALUE + 1)).containing(MAX_VALUE - 1);
  return text
    .slice(0, cut === undefined || cut.index === 0 ? MAX_VALUE - 1 : cut.index)
    .toWellFormed();
}

/** A sidecar is a page of text; whatever is larger is somebody else's file of that name. */
export const MAX_SIDECAR_BYTES = 64 * 1024;

const sidecar = z.object({
  archiveKey: z.string().max(200),
  fileName: z.string().max(400),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  sizeBytes: z.number().int().nonnegative(),
  versionId: z.string().nullable().catch(null),
  archivedAt: z.string().nullable().catch(null),
});

/** What a sidecar says of the file beside it; null when it is none of ours. */
export function parseSidecar(text: string): z.infer<typeof sidecar> | null {
  const parsed = sidecar.safeParse(tryParseJson(text.slice(0, MAX_SIDECAR_BYTES)));
  return parsed.success ? parsed.data : null;
}
