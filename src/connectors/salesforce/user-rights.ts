import { z } from 'zod';
import type { Clock } from '../../domain/clock.js';
import { ExpiringCache } from '../../domain/expiring-cache.js';
import {
  ForbiddenError,
  UpstreamAuthError,
  UpstreamContractError,
  UpstreamRejectedError,
} from '../../domain/errors.js';
import type { CrmIdentity, CrmPrincipal } from '../crm.js';
import { chunk } from './chunk.js';
import { meaningOfCall } from './codes.js';
import type { SoqlQueries } from './query.js';
import type { Condition } from './soql.js';
import { and, compare, isIn, select, text } from './soql.js';
import { noted } from '../../domain/said.js';

const userWire = z.looseObject({
  Id: z.string(),
  Name: z.string().nullish(),
  Email: z.string().nullish(),
  Username: z.string(),
  IsActive: z.boolean().nullish(),
});
const activeWire = z.looseObject({ Username: z.string(), IsActive: z.boolean().nullish() });
const accessWire = z.looseObject({ RecordId: z.string(), HasReadAccess: z.boolean() });

/** Salesforce checks at most so many records in one query. */
export const RIGHTS_CHUNK = 200;

/** So much later a user who was deactivated is out, also where nothing is read in their name; the look comes within two minutes. */
const IDENTITY_TTL_MS = 100_000;
const REFUSED_TTL_MS = 60_000;
const MAX_USERS = 1_000;

/**
 * Users and their rights, as the integration user can look them up: who somebody is, and, in the client-credentials
 * flow (which signs nobody else in), which records they may read. Field-level rights can't be checked this way.
 */
export interface UserRights {
  /** @throws ForbiddenError when the user is not active. */
  byId(userId: string): Promise<CrmIdentity>;
  /** @throws ForbiddenError when nobody active has this user name. */
  byUsername(username: string): Promise<CrmIdentity>;
  /** Those among the names that belong to somebody active, in lower case. One call per 200. */
  activeUsernames(usernames: readonly string[]): Promise<ReadonlySet<string>>;
  forgetAll(): void;
  /** The 18-character ids among `ids` that the user may read. One call per 200. */
  readable(userId: string, ids: readonly string[]): Promise<ReadonlySet<string>>;
}

export function createUserRights(
  queries: SoqlQueries,
  options: { readonly clock: Clock; readonly integration: CrmPrincipal },
): UserRights {
  const users = new ExpiringCache<CrmIdentity>({ clock: options.clock, maxEntries: MAX_USERS });

  async function readUser(where: Condition): Promise<CrmIdentity> {
    const soql = select({
      fields: ['Id', 'Name', 'Email', 'Username', 'IsActive'],
      from: 'User',
      where,
      limit: 1,
    });
    const [row] = await queries.rows(options.integration, soql);
    const user = row === undefined ? null : parse(userWire, row);
    if (user?.IsActive !== true) {
      throw new ForbiddenError(noted`Salesforce has no active user of this name.`, {
        service: 'salesforce',
        operation: 'GET /query (User)',
      });
    }
    return {
      id: user.Id,
      name: user.Name ?? user.Username,
      email: user.Email ?? null,
      username: user.Username,
    };
  }

  async function readableOf(userId: string, ids: readonly string[]): Promise<readonly string[]> {
    const soql = select({
      fields: ['RecordId', 'HasReadAccess'],
      from: 'UserRecordAccess',
      where: and([compare('UserId', '=', text(userId)), isIn('RecordId', ids.map(text))]),
    });
    try {
      const rows = await queries.rows(options.integration, soql);
      return rows
        .map((row) => parse(accessWire, row))
        .filter((access) => access.HasReadAccess)
        .map((access) => access.RecordId);
    } catch (error) {
      const isRefused =
        error instanceof UpstreamRejectedError ||
        (error instanceof UpstreamAuthError && meaningOf(error) === 'no-access');
      if (!isRefused) throw error;
      // Unknown rights are no rights: never the integration user's view for a user.
      throw new ForbiddenError(
        noted`Your right to these records can not be checked: the integration user may not read UserRecordAccess.`,
        { service: 'salesforce', operation: 'GET /query (UserRecordAccess)', cause: error },
      );
    }
  }

  function keptUser(key: string, where: Condition): Promise<CrmIdentity> {
    return users.fill(key, () => readUser(where), {
      ttlMs: IDENTITY_TTL_MS,
      failureTtlMs: (error) => (error instanceof ForbiddenError ? REFUSED_TTL_MS : 0),
    });
  }

  return {
    forgetAll: () => {
      users.clear();
    },
    byId: (userId) => keptUser(`id ${userId}`, compare('Id', '=', text(userId))),
    byUsername: (username) =>
      keptUser(`name ${username.toLowerCase()}`, compare('Username', '=', text(username))),
    async activeUsernames(usernames) {
      const active = new Set<string>();
      for (const part of chunk([...new Set(usernames)], RIGHTS_CHUNK)) {
        const soql = select({
          fields: ['Username', 'IsActive'],
          from: 'User',
          where: isIn('Username', part.map(text)),
        });
        for (const row of await queries.rows(options.integration, soql)) {
          const user = parse(activeWire, row);
          if (user.IsActive === true) active.add(user.Username.toLowerCase());
        }
      }
      return active;
    },
    async readable(userId, ids) {
      const readable = new Set<string>();
      for (const part of chunk([...new Set(ids)], RIGHTS_CHUNK)) {
        for (const id of await readableOf(userId, part)) readable.add(id);
      }
      return readable;
    },
  };
}

function meaningOf(error: UpstreamAuthError): string | null {
  return error.upstreamCode === undefined ? null : meaningOfCall(error.upstreamCode).kind;
}

function parse<T>(schema: z.ZodType<T>, row: unknown): T {
  const parsed = schema.safeParse(row);
  if (parsed.success) return parsed.data;
  throw new UpstreamContractError(
    noted`A row of Salesforce's answer lacks a field that was asked for.`,
    {
      service: 'salesforce',
      operation: 'GET /query',
    },
  );
}
