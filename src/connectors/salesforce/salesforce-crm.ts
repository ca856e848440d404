import { z } from 'zod';
import type { FinishedCall } from '../../domain/activity.js';
import type { Clock } from '../../domain/clock.js';
import { DealdraftError } from '../../domain/errors.js';
import type { Log } from '../../domain/log.js';
import { parseOpportunityId } from '../../domain/opportunity-id.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import type { SalesforceAuth } from '../../domain/salesforce-auth.js';
import type { Crm, CrmIdentity, CrmPrincipal, DealRecord, RecordPath } from '../crm.js';
import { createOutbound } from '../http/outbound.js';
import { createAccounts } from './accounts.js';
import { chunk } from './chunk.js';
import type { SalesforceCall } from './client.js';
import { createSalesforceClient } from './client.js';
import { planDealRecord, selectedFields, shapeRecord, unknownPaths } from './deal-record.js';
import { createDescriptions } from './describe.js';
import { upstreamCodeOf } from './failures.js';
import { createFiles } from './files.js';
import { DEAL_PARTY_PATHS, toDealParty } from './deal-party.js';
import type { ReadScope } from './opportunities.js';
import { createOpportunities } from './opportunities.js';
import { createOpportunityFields } from './opportunity-fields.js';
import { createSoqlQueries } from './query.js';
import type { RawRecord } from './query.js';
import { createSalesforceRows } from './rows.js';
import { createSessions } from './sessions.js';
import { isIn, select, text } from './soql.js';
import { createUserRights } from './user-rights.js';

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
/** Deals of one query: more would not fit into the address of a request. */
const DEALS_CHUNK = 200;
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
  const accounts = createAccounts({ queries, descriptions, rights });
  const rows = createSalesforceRows(client, queries, INTEGRATION);
  const files = createFiles({ client, queries, rights });

  function forgetAll(): void {
    log.warn({}, 'Salesforce signs in to another organization than before');
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

  async function readDeals(
    principal: CrmPrincipal,
    ids: readonly OpportunityId[],
    paths: readonly RecordPath[],
  ): Promise<ReadonlyMap<OpportunityId, DealRecord>> {
    const { reader, checkedUserId } = await scopeOf(principal);
    const asked = checkedUserId === null ? ids : await readableOf(checkedUserId, [...new Set(ids)]);
    const deals = new Map<OpportunityId, DealRecord>();
    if (asked.length === 0) return deals;
    // Checked against what the integration user sees, which is kept; what hides from the reader shows in the query.
    const plan = await planDealRecord(paths, (name) => descriptions.tryGet(INTEGRATION, name));
    for (const part of chunk([...new Set(asked)], DEALS_CHUNK)) {
      for (const record of await readPart(reader, part, plan, paths)) {
        const id = parseOpportunityId(String(record['Id']));
        const deal = await shapeRecord(record, plan, defaultCurrency, (list) =>
          queries.childRows(reader, list),
        );
        deals.set(id, deal);
      }
    }
    return deals;
  }

  async function readableOf(
    userId: string,
    ids: readonly OpportunityId[],
  ): Promise<readonly OpportunityId[]> {
    const readable = await rights.readable(userId, ids);
    return ids.filter((id) => readable.has(id));
  }

  async function readPart(
    reader: CrmPrincipal,
    ids: readonly OpportunityId[],
    plan: Awaited<ReturnType<typeof planDealRecord>>,
    paths: readonly RecordPath[],
  ): Promise<readonly RawRecord[]> {
    const fields = selectedFields(plan);
    const soql = select({
      fields: fields.includes('Id') ? fields : ['Id', ...fields],
      from: 'Opportunity',
      where: isIn('Id', ids.map(text)),
    });
    try {
      return await queries.rows(reader, soql);
    } catch (error) {
      const code = upstreamCodeOf(error);
      if (code !== 'INVALID_FIELD' && code !== 'INVALID_TYPE') throw error;
      await explainRefusal(reader, paths);
      throw unknownPaths(paths.map((path) => path.join('.')));
    }
  }

  async function readDeal(
    principal: CrmPrincipal,
    id: OpportunityId,
    paths: readonly RecordPath[],
  ): Promise<DealRecord | null> {
    return (await readDeals(principal, [id], paths)).get(id) ?? null;
  }

  /** Names the paths that the reader does not see, or that went away since the description was kept. */
  async function explainRefusal(reader: CrmPrincipal, paths: readonly RecordPath[]): Promise<void> {
    const asked = new Set<string>();
    await planDealRecord(paths, (name) => {
      if (!asked.has(name)) descriptions.forget(reader, name);
      asked.add(name);
      return descriptions.tryGet(reader, name);
    });
  }

  return {
    dealObject: 'Opportunity',
    identify,
    organizationId,
    readDeal,
    readDeals,
    async readDealParty(principal, id) {
      const deal = await readDeal(principal, id, DEAL_PARTY_PATHS);
      return deal === null ? null : toDealParty(deal);
    },
    readFile: async (principal, id, maxBytes) => files.read(await scopeOf(principal), id, maxBytes),
    findOpportunities: async (principal, query) =>
      opportunities.find(await scopeOf(principal), query),
    countOpportunities: async (principal, criteria) =>
      opportunities.count(await scopeOf(principal), criteria),
    getOpportunities: async (principal, ids) => opportunities.get(await scopeOf(principal), ids),
    getAccounts: async (principal, ids) => accounts.get(await scopeOf(principal), ids),
    readableOpportunities: async (principal, ids) =>
      opportunities.readable(await scopeOf(principal), ids),
    describe: (objectName, principal = INTEGRATION) => descriptions.get(principal, objectName),
    readRows: (objectName, keyField, keys, names) => rows.read(objectName, keyField, keys, names),
    listKeys: (objectName, keyField, page) => rows.listKeys(objectName, keyField, page),
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
        const reason = error instanceof DealdraftError ? error.message : 'The call failed.';
        return { ok: false, reason };
      }
    },
    versions,
    activeUsernames: (usernames) => rights.activeUsernames(usernames),
    lastAnswerDate: () => client.lastAnswerDate(),
    usage: () => client.usage(),
    close: () => outbound.destroy(),
  };
}
