import type { Crm } from '../../connectors/crm.js';
import { automationFindings, keyPointerFindings, renewalFindings } from '../../mapping/index.js';
import type { Mapping } from '../../mapping/index.js';
import { createAutomationLedger, ruleKey } from '../../services/automations/automation-ledger.js';
import { listKeyPointerNames } from '../../services/templates/check-mapping.js';
import type { Store } from '../../store/store.js';
import { lastRenewalPass, renewalError } from '../../sync/index.js';
import type { Check, Verdict } from '../check.js';
import { fail, ok, warn } from '../check.js';
import { by } from '../doctor-parts.js';
import type { DoctorParts } from '../doctor-parts.js';
import { mappingVerdict } from '../mapping-verdict.js';
import { counted } from './configuration.js';
import { VERSION } from './salesforce.js';
import { SPOTDRAFT } from './spotdraft.js';
import { noted } from '../../domain/said.js';

/** A sweep over many deals may take as long as a few of the intervals. */
const LATE_AFTER_SWEEPS = 3;
/** However short the interval is: a restart takes its time. */
const LATE_AFTER_MS = 5 * 60_000;

/** Renewals are looked after every quarter of an hour; the first time over many contracts takes its time. */
const RENEWALS_LATE_AFTER_MS = 60 * 60_000;
const LOOK_AT_WORKER = noted`Look whether \`dealdraft serve\` or \`dealdraft worker\` runs with this store and mapping file, and what its log says.`;

/** What dealdraft does by itself by rules of the mapping file: automations, renewals, checks of signed terms, notices. */
export function ruleChecks(parts: DoctorParts): readonly Check[] {
  const { crm, mapping, spotdraft, store } = parts;
  const inCrm = (judge: (mapping: Mapping, client: Crm) => Promise<Verdict>) =>
    by(mapping, (known) => by(crm, (client) => () => judge(known, client)));
  return [
    {
      name: 'automations.rules',
      after: [VERSION],
      judge: inCrm(async (known, client) => {
        const { length } = known.automations.rules;
        if (length === 0) return ok(noted`the mapping file has no automations`);
        return mappingVerdict(
          await automationFindings(known, describedBy(client)),
          noted`${counted(length, noted`1 automation`, noted`${length} automations`)}: what they read of deals is there, and their problems can be written`,
        );
      }),
    },
    {
      name: 'automations.sweep',
      after: ['store.writable'],
      judge: by(mapping, (known) => by(store, (kept) => () => judgeSweep(known, kept, parts))),
    },
    {
      name: 'renewals.pass',
      after: ['store.writable'],
      judge: by(mapping, (known) => by(store, (kept) => () => judgeRenewals(known, kept))),
    },
    {
      name: 'renewals.fields',
      after: [VERSION],
      judge: inCrm(async (known, client) => {
        if (known.renewals.size === 0) return ok(noted`the mapping file has no renewals`);
        const described = await client.describe(client.dealObject);
        if (described?.createable === false) {
          return fail(
            noted`the integration user may not create records of ${client.dealObject}, so nothing is renewed`,
            noted`In Salesforce Setup grant the integration user Create on opportunities, in a permission set of your own.`,
          );
        }
        return mappingVerdict(
          await renewalFindings(known, describedBy(client)),
          noted`${counted(known.renewals.size, noted`1 renewal`, noted`${known.renewals.size} renewals`)}: opportunities can be made, each once`,
        );
      }),
    },
    {
      name: 'terms.key-pointers',
      after: [SPOTDRAFT],
      judge: by(mapping, (known) =>
        by(spotdraft, (client) => async () => {
          const { length } = known.checks.checks;
          if (length === 0) return ok(noted`the mapping file has no checks of signed terms`);
          return mappingVerdict(
            await keyPointerFindings(known, () => listKeyPointerNames(client, 'background')),
            noted`${counted(length, noted`1 check`, noted`${length} checks`)} of signed terms, by key pointers that contract types have`,
          );
        }),
      ),
    },
    {
      name: 'notices.addresses',
      judge: by(mapping, ({ notices }) => async () => {
        if (notices.length === 0)
          return ok(noted`the mapping file has no notices: nobody is written to`);
        const problems = parts.noticeProblems(notices);
        const names = notices.map(({ name }) => name).join(', ');
        return problems.length > 0
          ? fail(
              problems.join(' '),
              noted`Set these variables, then try them with \`dealdraft notices test\`.`,
            )
          : ok(noted`the variables of ${names} are set; \`dealdraft notices test\` writes to them`);
      }),
    },
  ];
}

function describedBy(client: Crm) {
  return { describe: (name: string) => client.describe(name), dealObject: client.dealObject };
}

/** Whether some process sweeps as often as it should. */
async function judgeSweep(
  { automations }: Mapping,
  store: Store,
  { settings }: DoctorParts,
): Promise<Verdict> {
  const { rules } = automations;
  const everyMs = settings.automationEveryMs;
  if (rules.length === 0) return ok(noted`nothing is swept: the mapping file has no automations`);
  if (everyMs === 0) {
    return warn(
      noted`AUTOMATION_INTERVAL_SECONDS is 0, so no contract is made by an automation`,
      noted`Set AUTOMATION_INTERVAL_SECONDS, such as to 60, or take automations out of the mapping file.`,
    );
  }
  const { sweptAt, lastError, rules: seen } = await createAutomationLedger(store).progress();
  const last = judgeLast(sweptAt, {
    never: noted`deals were never swept for automations`,
    seen: noted`deals were last swept`,
    every: `${everyMs / 1_000} s`,
    lateAfterMs: Math.max(LATE_AFTER_SWEEPS * everyMs, LATE_AFTER_MS),
    lastError,
    now: await store.now(),
  });
  if (last.state !== 'ok') return last;
  const fresh = rules.filter((rule) => seen[ruleKey(rule)]?.walk !== null).length;
  return ok(
    fresh === 0
      ? last.seen
      : noted`${last.seen}; every deal is still to be held against ${counted(fresh, noted`1 new rule`, noted`${fresh} new rules`)}`,
  );
}

/** Whether some process goes over the executed contracts. */
async function judgeRenewals(
  { renewals }: Mapping,
  { settings, now }: Pick<Store, 'settings' | 'now'>,
): Promise<Verdict> {
  if (renewals.size === 0) return ok(noted`nothing is renewed: the mapping file has no renewals`);
  return judgeLast((await lastRenewalPass(settings))?.at ?? null, {
    never: noted`executed contracts were never gone over for renewals`,
    seen: noted`executed contracts were last gone over for renewals`,
    every: noted`quarter of an hour`,
    lateAfterMs: RENEWALS_LATE_AFTER_MS,
    lastError: await renewalError(settings),
    now: await now(),
  });
}

/** Of what is to be done every so often by some process. */
function judgeLast(
  at: Date | null,
  told: {
    readonly never: string;
    readonly seen: string;
    readonly every: string;
    readonly lateAfterMs: number;
    readonly lastError: string | null;
    readonly now: Date;
  },
): Verdict {
  const error = told.lastError === null ? '' : noted` (the last attempt: ${told.lastError})`;
  if (at === null) return warn(`${told.never}${error}`, LOOK_AT_WORKER);
  const seen = noted`${told.seen} at ${at.toISOString()}`;
  if (told.now.getTime() - at.getTime() > told.lateAfterMs) {
    return fail(noted`${seen}, and are to be every ${told.every}${error}`, LOOK_AT_WORKER);
  }
  return told.lastError === null ? ok(seen) : warn(`${seen}${error}`, LOOK_AT_WORKER);
}
