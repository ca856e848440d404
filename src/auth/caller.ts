import { ForbiddenError } from '../domain/errors.js';

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
  | { readonly kind: 'user'; readonly username: string; readonly email: string | null }
  | { readonly kind: 'integration'; readonly keyName: string };

/**
 * Narrows a caller to somebody with a view of the CRM.
 * @throws ForbiddenError for keys of role `user`, which stand for nobody.
 */
export function requireReader(caller: Caller): Reader {
  if (caller.kind === 'user') {
    return { kind: 'user', username: caller.username, email: caller.email };
  }
  if (caller.role === 'user') {
    throw new ForbiddenError(
      'This API key stands for no person, so it sees templates and contract types only. Use a user token, or a key with the role "service".',
    );
  }
  return { kind: 'integration', keyName: caller.name };
}

/** What distinguishes callers where one's intent must not be taken for another's. */
export function callerKey(reader: Reader): string {
  return reader.kind === 'user' ? `user:${reader.username}` : `key:${reader.keyName}`;
}

export function rolesOf(caller: Caller): readonly string[] {
  return caller.kind === 'user' ? ['user', ...caller.roles] : [caller.role];
}
