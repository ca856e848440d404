import { z } from 'zod';
import type { FinishedCall } from '../../domain/activity.js';
import type { Clock } from '../../domain/clock.js';
import { DealdraftError, RateLimitedError } from '../../domain/errors.js';
import type { Log } from '../../domain/log.js';
import type { SalesforceAuth } from '../../domain/salesforce-auth.js';
import type { Crm, CrmIdentity, CrmPrincipal } from '../crm.js';
import { createOutbound } from '../http/outbound.js';
import { createAccounts } from './accounts.js';
import type { SalesforceCall } from './client.js';
import { createSalesforceClient } from './client.js';
import { createDealCandidates } from './deal-candidates.js';
import { createDealRecords } from './deal-records.js';
import { createDescriptions } from './describe.js';
import { createFiles } from './files.js';
import { DEAL_PARTY_PATHS, toDealParty } from './deal-party.js';
import type { ReadScope } from './opportunities.js';
import { createOpportunities } from './opportunities.js';
import { createOpportunityFields } from './opportunity-fields.js';
import { createSoqlQueries } from './query.js';
import { createSalesforceRows } from './rows.js';
import { createSessions } from './sessions.js';
import { createUserRights } from './user-rights.js';
import { noted } from '../../domain/said.js';

export interface SalesforceCrmOptions {
  /** Where to sign in; its origin is the audience of JWT assertions. Client credentials need the org's My Domain. */
  readonly loginUrl: string;
  readonly auth: SalesforceAuth;
  /** Such as `66.0`. */
  readonly apiVersion: string;
  /** ISO code for an org whose records have no `CurrencyIsoCode`; null when nobody said. */
  readonly defaultCurrency: string | null;
  readonly clock: Clock;
  readonly log: Log;
  /** For one call with everything that belongs to it. */
  readonly timeoutMs?: number;
  readonly onCall?: (call: SalesforceCall) => void;
  /** Told of every exchange, sign-ins included. */
  readonly onExchange?: (call: FinishedCall) => void;
}

/** What the root of a version answers: the paths of its resources. */
const versionRootWire = z.looseObject({ sobjects: z.string() });
const versionsWire = z.array(z.looseObject({ version: z.string() })).min(1);
/** 2,000 rows with the long texts that a mapping may ask for. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;
const DEFAULT_TIMEOUT_MS = 20_000;
const INTEGRATION: CrmPrincipal = { kind: 'integration' };

/**
 * Salesforce behind the CRM port. Builds without I/O; the first call signs in.
 *
 * With JWT bearer every user reads with a session, and so with all the rights, of their own. With client credentials
 * there is one session: a user's reads run as the integration user and are held against `UserRecordAccess` record
 * by record; what field-level security hides from the user is not known there.
 *
 * @throws ConfigError when the private key can't be read.
 */
export function createSalesforceCrm(options: SalesforceCrmOptions): Crm {
  const { auth, clock, log, defaultCurrency } = options;
  const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const outbound = createOutbound({
    maxAnswerBytes: MAX_ANSWER_BYTES,
    onCall: options.onExchange,
  });
  const sessions = createSessions({
    loginUrl: options.loginUrl,
    auth,
    outbound,
    clock,
    log,
    timeoutMs,
    onOtherOrganization: forgetAll,
  });
  const client = createSalesforceClient({
    sessions,
    outbound,
    apiVersion: options.apiVersion,
    clock,
    log,
    timeoutMs,
    onCall: options.onCall,
  });
  const queries = createSoqlQueries(client);
  const descriptions = createDescriptions(client, queries, { clock, log });
  const rights = createUserRights(queries, { clock, integration: INTEGRATION });
  const fields = createOpportunityFields(descriptions, { clock, integration: INTEGRATION });
  const opportunities = createOpportunities({
    client,
    queries,
    fields,
    rights,
    defaultCurrency,
    // The object exists in such an org alone. Who may not be told has to reckon with it.
    hasDatedRates: async () =>
      (await descriptions.tryGet(INTEGRATION, 'DatedConversionRate')) !== null,
  });
  const candidates = createDealCandidates({
    client,
    queries,
    fields,
    rights,
    defaultCurrency,
    clock,
  });
  const accounts = createAccounts({ queries, descriptions, rights });
  const rows = createSalesforceRows(client, queries, INTEGRATION);
  const files = createFiles({ client, queries, rights });
  const { readDeal, readDeals, changedDeals } = createDealRecords({
    queries,
    descriptions,
    integration: INTEGRATION,
    defaultCurrency,
    scopeOf,
    readable: (userId, ids) => rights.readable(userId, ids),
  });

  function forgetAll(): void {
    log.warn({}, 'Salesforce signs in to another organization than before');
    forgetDescriptions();
  }

  function forgetDescriptions(): void {
    descriptions.forgetAll();
    fields.forgetAll();
    rights.forgetAll();
  }

  async function scopeOf(principal: CrmPrincipal): Promise<ReadScope> {
    if (principal.kind === 'integration' || auth.kind === 'jwt') {
      return { reader: principal, checkedUserId: null };
    }
    const user = await rights.byUsername(principal.username);
    return { reader: INTEGRATION, checkedUserId: user.id };
  }

  async function identify(principal: CrmPrincipal): Promise<CrmIdentity> {
    if (principal.kind === 'user' && auth.kind === 'client_credentials') {
      return rights.byUsername(principal.username);
    }
    return rights.byId((await client.session(principal)).userId);
  }

  async function organizationId(): Promise<string> {
    return sessions.lastOrganizationId() ?? (await client.session(INTEGRATION)).organizationId;
  }

  async function versions(): Promise<{ used: string; offered: readonly string[] }> {
    const offered = await client.call(
      INTEGRATION,
      { operation: 'GET /services/data/', method: 'GET', path: '/services/data/', isRead: true },
      (body) => versionsWire.safeParse(body).data ?? null,
    );
    return { used: options.apiVersion, offered: offered.map(({ version }) => version) };
  }

  return {
    dealObject: 'Opportunity',
    identify,
    organizationId,
    readDeal,
    readDeals,
    changedDeals,
    async readDealParty(principal, id) {
      const deal = await readDeal(principal, id, DEAL_PARTY_PATHS);
      return deal === null ? null : toDealParty(deal);
    },
    readFile: async (principal, id, maxBytes) => files.read(await scopeOf(principal), id, maxBytes),
    findOpportunities: async (principal, query) =>
      opportunities.find(await scopeOf(principal), query),
    countOpportunities: async (principal, criteria) =>
      opportunities.count(await scopeOf(principal), criteria),
    findDealsByClues: async (principal, clues, limit) =>
      candidates.find(await scopeOf(principal), clues, limit),
    getOpportunities: async (principal, ids) => opportunities.get(await scopeOf(principal), ids),
    getAccounts: async (principal, ids) => accounts.get(await scopeOf(principal), ids),
    readableOpportunities: async (principal, ids) =>
      opportunities.readable(await scopeOf(principal), ids),
    describe: (objectName, principal = INTEGRATION) => descriptions.get(principal, objectName),
    forgetDescriptions,
    readRows: (objectName, keyField, keys, names) => rows.read(objectName, keyField, keys, names),
    listKeys: (objectName, keyField, page) => rows.listKeys(objectName, keyField, page),
    everKeys: (objectName, keyField, keys) => rows.everKeys(objectName, keyField, keys),
    createRows: (objectName, written) => rows.create(objectName, written),
    upsertRows: (objectName, keyField, written) => rows.upsert(objectName, keyField, written),
    updateRows: (objectName, written) => rows.update(objectName, written),
    async ping(signal) {
      try {
        await client.call(
          INTEGRATION,
          {
            operation: 'GET /',
            method: 'GET',
            path: '/',
            isRead: true,
            ...(signal === undefined ? {} : { signal }),
          },
          (body) => versionRootWire.safeParse(body).data ?? null,
        );
        return { ok: true };
      } catch (error) {
        const reason = error instanceof DealdraftError ? error.message : noted`The call failed.`;
        return { ok: false, reason, isAllowanceSpent: error instanceof RateLimitedError };
      }
    },
    versions,
    activeUsernames: (usernames) => rights.activeUsernames(usernames),
    lastAnswerDate: () => client.lastAnswerDate(),
    usage: () => client.usage(),
    close: () => outbound.destroy(),
  };
}
