import {
  contractNumberOf,
  parseContractId,
  toContractId,
  type ContractId,
} from '../../domain/contract-id.js';
import { InputError } from '../../domain/errors.js';
import { parseNumberId } from '../../domain/number-id.js';
import { OPERATIONS } from './generated/operations.js';
import type { components } from './generated/requests.js';
import { noted } from '../../domain/said.js';

/** `GET /contracts/{id}/status`: method and path of an operation, as openapi/spotdraft.yml has it. */
export type OperationName = keyof typeof OPERATIONS;

/** What each slot of a path takes; contracts are always named by their composite id, also where the path has the number. */
type Ids<Name extends OperationName> = {
  readonly [
    Slot in keyof (typeof OPERATIONS)[Name]['ids']
  ]: (typeof OPERATIONS)[Name]['ids'][Slot] extends 'contract id' | 'contract number'
    ? ContractId
    : string;
};

type Requests = components['schemas']['Requests'];

/** The declared shape, but for members without a value, which are left out of what is sent. */
type Sendable<T> = T extends readonly (infer One)[]
  ? readonly Sendable<One>[]
  : T extends object
    ? {
        readonly [Key in keyof T]:
          Sendable<T[Key]> | (T extends Record<Key, T[Key]> ? never : undefined);
      }
    : T;

/** Ids, query and body of an operation, each where it has them. */
export type RequestOf<Name extends OperationName> = (keyof Ids<Name> extends never
  ? unknown
  : { readonly path: Ids<Name> }) &
  (Name extends keyof Requests ? Sendable<Requests[Name]> : unknown);

type Scalar = string | number | boolean | undefined;
/** What a query takes; a list repeats its key. */
export type Query = Readonly<Record<string, Scalar | readonly Scalar[]>>;

type IdForm = 'contract id' | 'contract number' | 'number' | 'text';

/**
 * The path with its ids, percent-encoded, the trailing slash as documented.
 *
 * @throws InputError for an id that can't be one; nothing is called then.
 */
export function pathOf(operation: OperationName, ids: Readonly<Record<string, string>>): string {
  const { path, ids: forms } = OPERATIONS[operation];
  return Object.entries<IdForm>(forms).reduce<string>(
    (filled, [slot, form]) => filled.replace(`{${slot}}`, segmentOf(form, ids[slot] ?? '')),
    path,
  );
}

/** With its question mark; empty without a single value. */
export function queryOf(query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    for (const one of [value].flat()) {
      if (one !== undefined) search.append(key, String(one));
    }
  }
  return search.size === 0 ? '' : `?${search.toString()}`;
}

/** `contract T-12` where the path is about a contract. */
export function subjectOf(
  operation: OperationName,
  ids: Readonly<Record<string, string>>,
): string | undefined {
  const id = contractOf(operation, ids);
  return id === null ? undefined : `contract ${id}`;
}

/** The contract that a path is about, else null. */
export function contractOf(
  operation: OperationName,
  ids: Readonly<Record<string, string>>,
): ContractId | null {
  const forms: Readonly<Record<string, IdForm>> = OPERATIONS[operation].ids;
  return forms['id']?.startsWith('contract') === true ? toContractId(ids['id'] ?? '') : null;
}

function segmentOf(form: IdForm, id: string): string {
  switch (form) {
    case 'contract id':
      return parseContractId(id);
    case 'contract number':
      return String(bareNumberOf(parseContractId(id)));
    case 'number':
      return parseNumberId(id, noted`anything of SpotDraft's`);
    case 'text':
      // Dots alone would name another path, however they are encoded.
      if (/^\.{0,2}$/u.test(id))
        throw new InputError(noted`An id is needed to ask SpotDraft by it.`);
      return encodeURIComponent(id.toWellFormed());
  }
}

/**
 * T and H count by themselves, and where SpotDraft takes the bare number it means T's.
 * @throws InputError for an H contract.
 */
export function bareNumberOf(id: ContractId): number {
  if (id.startsWith('H-')) {
    throw new InputError(
      noted`SpotDraft offers this for contracts it made itself (T-…) alone; ${id} is a historical one.`,
    );
  }
  return contractNumberOf(id);
}
