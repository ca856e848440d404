import type { Crm, CrmPrincipal } from '../../connectors/crm.js';
import { DealdraftError } from '../../domain/errors.js';
import { dealFindings, writebackFindings } from '../../mapping/index.js';
import type { Mapping } from '../../mapping/index.js';
import type { Check, Verdict } from '../check.js';
import { fail, ok, together, warn } from '../check.js';
import { by } from '../doctor-parts.js';
import type { DoctorParts } from '../doctor-parts.js';
import { mappingVerdict } from '../mapping-verdict.js';
import { noted } from '../../domain/said.js';

const SALESFORCE = 'salesforce.credentials';
export const VERSION = 'salesforce.version';

const INTEGRATION: CrmPrincipal = { kind: 'integration' };
const PERMISSION_SET = noted`In Salesforce Setup open Permission Sets > Dealdraft Integration, and assign it to the integration user; what your mapping reads beside the package goes into a permission set of your own.`;
const WHO_IS_LET_IN = noted`Look in Salesforce Setup at the app and its policies (External Client App Manager), and at Login History of the integration user.`;
const WHO_CALLS = noted`Look in Setup > Company Information at who uses them, and start no backfill meanwhile; more can be bought from Salesforce.`;

/** Sign-in, version, objects, fields, rights and allowance. */
export function salesforceChecks({ crm, mapping, settings }: DoctorParts): readonly Check[] {
  const { loginUrl, defaultCurrency } = settings.salesforce;
  const mapped = (judge: (client: Crm, mapping: Mapping) => Promise<Verdict>) =>
    by(crm, (client) => by(mapping, (known) => () => judge(client, known)));
  return [
    {
      name: SALESFORCE,
      judge: by(crm, (client) => async (signal) => {
        const organization = await client.organizationId();
        const answer = await client.ping(signal);
        // A version that is gone fails each call, too, and is told by a check of its own.
        if (!answer.ok && (await isOffered(client))) {
          return fail(answer.reason, answer.isAllowanceSpent === true ? WHO_CALLS : WHO_IS_LET_IN);
        }
        return ok(noted`${loginUrl} signs us in to organization ${organization}`);
      }),
    },
    {
      name: VERSION,
      after: [SALESFORCE],
      judge: by(crm, (client) => async () => {
        const { used, offered } = await client.versions();
        const newest = offered.at(-1) ?? used;
        if (!offered.includes(used)) {
          return fail(
            noted`the org does not offer version ${used} of its API; it offers ${offered[0] ?? 'none'} to ${newest}`,
            noted`Set SALESFORCE_API_VERSION to ${newest}.`,
          );
        }
        return offered.indexOf(used) < RETIRED_NEXT && offered.length > RETIRED_NEXT
          ? warn(
              noted`version ${used} is among the oldest that the org offers, which are retired next`,
              noted`Set SALESFORCE_API_VERSION to ${newest}.`,
            )
          : ok(noted`version ${used} is used; the newest is ${newest}`);
      }),
    },
    {
      name: 'salesforce.objects',
      after: [VERSION],
      judge: mapped(async (client, { writeback }) => {
        const names = [
          client.dealObject,
          ...(writeback.contract === null ? [] : [writeback.contract.object]),
        ];
        const found = await Promise.all(names.map((name) => judgeObject(client, name)));
        return together(found, noted`${names.join(', ')}: there, and may be written`);
      }),
    },
    {
      name: 'salesforce.fields',
      after: [VERSION],
      judge: mapped(async (client, known) => {
        const describe = (name: string) => client.describe(name);
        const { dealObject } = client;
        const read = await dealFindings(known, { describe, dealObject });
        const { contract } = known.writeback;
        const isThere = contract === null || (await describe(contract.object)) !== null;
        const written = await writebackFindings(
          // An object that is not there is told by the check of objects.
          isThere ? known : { ...known, writeback: { ...known.writeback, contract: null } },
          { describe, dealObject },
        );
        // Its absence in an org with one currency is no fault once the currency is named.
        const isMeant = ({ message }: { readonly message: string }) =>
          defaultCurrency !== null && message.includes('SALESFORCE_DEFAULT_CURRENCY');
        return mappingVerdict(
          [...read.filter((finding) => !isMeant(finding)), ...written],
          noted`every field that the mapping reads or writes is there, and may be read or written`,
        );
      }),
    },
    {
      name: 'salesforce.rights',
      after: [VERSION],
      judge: by(crm, (client) => async () => {
        const { username } = await client.identify(INTEGRATION);
        const { rows } = await client.findOpportunities(INTEGRATION, newestDeals(1));
        return rows.length > 0
          ? ok(noted`${username} reads deals and people`)
          : warn(
              noted`${username} sees no deal at all`,
              noted`Let the integration user see every deal: by its place in the role hierarchy, a sharing rule, or View All on opportunities in a permission set.`,
            );
      }),
    },
    {
      name: 'salesforce.allowance',
      after: [VERSION],
      judge: by(crm, (client) => async () => {
        const usage = client.usage();
        if (usage === null) {
          return warn(
            noted`Salesforce did not say how many of its daily calls are used`,
            noted`Look in Setup > Company Information > API Requests, Last 24 Hours.`,
          );
        }
        const share = usage.used / usage.limit;
        const seen = noted`${usage.used} of ${usage.limit} calls of the last 24 hours are used`;
        if (share >= FULL) return fail(seen, WHO_CALLS);
        return share >= NEARLY_FULL ? warn(seen, WHO_CALLS) : ok(seen);
      }),
    },
  ];
}

const RETIRED_NEXT = 3;
const NEARLY_FULL = 0.8;
const FULL = 0.98;

export function newestDeals(limit: number): Parameters<Crm['findOpportunities']>[1] {
  return { criteria: {}, orderBy: 'UPDATED_AT_DESC', limit };
}

async function isOffered(client: Crm): Promise<boolean> {
  try {
    const { used, offered } = await client.versions();
    return offered.includes(used);
  } catch (error) {
    if (!(error instanceof DealdraftError)) throw error;
    return true;
  }
}

async function judgeObject(client: Crm, name: string): Promise<Verdict> {
  const description = await client.describe(name);
  if (description === null) {
    return fail(
      noted`Salesforce has no object ${name}, or the integration user may not see it`,
      noted`Deploy the package (docs/install-salesforce.md), or correct writeback.contract.object. ${PERMISSION_SET}`,
    );
  }
  const lacking = [
    ...(description.createable === false && name !== client.dealObject ? ['create'] : []),
    ...(description.updateable === false ? ['edit'] : []),
  ];
  return lacking.length === 0
    ? ok(name)
    : fail(
        noted`the integration user may not ${lacking.join(' or ')} records of ${name}`,
        PERMISSION_SET,
      );
}
