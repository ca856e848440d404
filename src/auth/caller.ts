import { ForbiddenError } from '../domain/errors.js';
import { noted } from '../domain/said.js';

/** Who is calling, as their credentials prove it. */
export type Caller =
  /** A CRM user, by a signed token. */
  | {
      readonly kind: 'user';
      readonly username: string;
      readonly email: string | null;
      readonly roles: readonly string[];
    }
  /** A machine, by an API key. */
  | { readonly kind: 'key'; readonly name: string; readonly role: 'service' | 'admin' | 'user' };

/** A caller who may read deals and contracts: a CRM user, or a key that stands for the integration user. */
export type Reader =
  | {
      readonly kind: 'user';
      readonly username: string;
      readonly email: string | null;
      /** Operates dealdraft too, and so sees contracts that belong to no deal. */
      readonly operates?: true;
    }
  | { readonly kind: 'integration'; readonly keyName: string };

/**
 * Narrows a caller to somebody with a view of the CRM.
 * @throws ForbiddenError for keys of role `user`, which stand for nobody.
 */
export function requireReader(caller: Caller): Reader {
  if (caller.kind === 'user') {
    const { username, email } = caller;
    return { kind: 'user', username, email, ...(isOperator(caller) && { operates: true }) };
  }
  if (caller.role === 'user') {
    throw new ForbiddenError(
      noted`This API key stands for no person, so it sees templates and contract types only. Use a user token, or a key with the role "service".`,
    );
  }
  return { kind: 'integration', keyName: caller.name };
}

/** A caller who may operate dealdraft: see deliveries with their bodies, replay and prune them. */
export interface Operator {
  readonly kind: 'operator';
  /** For the log: a user's name or a key's. */
  readonly name: string;
}

/** Whoever may run commands beside the store needs no further right. */
export const COMMAND_LINE: Operator = { kind: 'operator', name: 'command line' };

export function isOperator(caller: Caller): boolean {
  return rolesOf(caller).includes('admin');
}

/** @throws ForbiddenError unless the key's role is `admin`, or the token has that role among its `roles`. */
export function requireOperator(caller: Caller): Operator {
  if (!isOperator(caller)) {
    throw new ForbiddenError(
      noted`This is for operators. Use an API key with the role "admin", or a token with "admin" among its roles.`,
    );
  }
  return { kind: 'operator', name: nameOf(caller) };
}

/**
 * What distinguishes callers where one's intent must not be taken for another's, and where they take turns. CRM user names
 * have no case.
 */
export function callerKey(caller: Caller | Reader): string {
  switch (caller.kind) {
    case 'user':
      return `user:${caller.username.toLowerCase()}`;
    case 'key':
      return `key:${caller.name}`;
    case 'integration':
      return `key:${caller.keyName}`;
  }
}

/** For people, in logs: a user's name or a key's. */
export function nameOf(caller: Caller): string {
  return caller.kind === 'user' ? caller.username : caller.name;
}

/** The same of a reader. */
export function readerName(reader: Reader): string {
  return reader.kind === 'user' ? reader.username : reader.keyName;
}

export function rolesOf(caller: Caller): readonly string[] {
  return caller.kind === 'user' ? ['user', ...caller.roles] : [caller.role];
}
