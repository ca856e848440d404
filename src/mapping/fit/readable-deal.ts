import type { Crm, DealRecord, FieldDescription, RecordPath } from '../../connectors/crm.js';
import { CrmModel, describePaths } from '../reads/crm-model.js';
import type { DescribedPaths } from '../reads/crm-model.js';
import type { Reads } from '../reads/reads.js';
import { plainText } from '../rich-text/plain-text.js';
import { isMask } from './masked.js';
import { noted } from '../../domain/said.js';

/** A deal as expressions see it: rich text as plain text, and without values that are none for its reader. */
export interface ReadableDeal {
  readonly record: DealRecord;
  readonly withheld: readonly { readonly path: RecordPath; readonly kind: WithheldKind }[];
}

/** `masked`: the CRM shows this reader a mask; `file`: it gives the address of a file's body, never the body. */
export type WithheldKind = 'masked' | 'file';

/** Why the integration user has no value, and what helps; after the name of the field. */
export const WITHHELD: Readonly<Record<WithheldKind, string>> = {
  masked: noted`is masked for the integration user; grant it "View Encrypted Data", or read another field`,
  file: noted`is the body of a file, which can not be read here; read another field`,
};

/** Asks the CRM once how its fields at these paths are to be read, for any number of deals of the integration user. */
export async function dealReader(
  crm: Pick<Crm, 'describe' | 'dealObject'>,
  paths: readonly RecordPath[],
): Promise<(record: DealRecord) => ReadableDeal> {
  const model = new CrmModel((objectName) => crm.describe(objectName), crm.dealObject);
  const fields = await describePaths(paths, model);
  return (record) => readableDeal(record, fields);
}

/** @param fields those that are missing are taken as they are. */
export function readableDeal(record: DealRecord, fields: DescribedPaths): ReadableDeal {
  const withheld: { path: RecordPath; kind: WithheldKind }[] = [];
  let readable: unknown = record;
  for (const { path, field } of fields) {
    if (!field.html && field.type !== 'encrypted' && field.type !== 'base64') continue;
    const kinds = new Set<WithheldKind>();
    readable = replaceAt(readable, path, (value) => {
      const kind = withheldKind(field, value);
      if (kind === null) return field.html && typeof value === 'string' ? plainText(value) : value;
      kinds.add(kind);
      return null;
    });
    withheld.push(...[...kinds].map((kind) => ({ path, kind })));
  }
  return { record: readable as DealRecord, withheld };
}

function withheldKind({ type }: FieldDescription, value: unknown): WithheldKind | null {
  if (value === null || value === undefined) return null;
  if (type === 'base64') return 'file';
  return type === 'encrypted' && isMask(value) ? 'masked' : null;
}

/** A copy with each value at `path` replaced, in every row of the lists on the way. */
function replaceAt(
  value: unknown,
  path: RecordPath,
  replace: (value: unknown) => unknown,
): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return replace(value);
  if (Array.isArray(value)) return value.map((row: unknown) => replaceAt(row, path, replace));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([key, member]): [string, unknown] => [
    key,
    key === name ? replaceAt(member, rest, replace) : member,
  ]);
  return Object.fromEntries(members);
}

/** The first of what `reads` want that is withheld; null when all of it is there. */
export function withheldFrom(
  { withheld }: ReadableDeal,
  reads: Reads,
): ReadableDeal['withheld'][number] | null {
  const paths = new Set([...reads].map(({ path }) => JSON.stringify(path)));
  return withheld.find(({ path }) => paths.has(JSON.stringify(path))) ?? null;
}
