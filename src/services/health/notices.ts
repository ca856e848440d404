import type { Archive } from '../../archive/archive.js';
import { endState } from '../../domain/credential-end.js';
import type { CredentialEnd } from '../../domain/credential-end.js';
import type { Store } from '../../store/store.js';
import { OPEN_TERMS, refusalCure } from '../../sync/index.js';
import type { RefusedDeliveries, RepairOrders } from '../../sync/index.js';
import type { Pause, PauseCause } from '../../work/pauses.js';
import { noted, said } from '../../domain/said.js';

export const NOTICE_KINDS = [
  'STORE_NOT_WRITABLE',
  'DELIVERIES_REFUSED',
  'DELIVERIES_MISSING',
  'SYSTEM_PAUSED',
  'CONTRACTS_PARKED',
  'DELIVERIES_PARKED',
  'ARCHIVE_PAUSED',
  'DOCUMENTS_PARKED',
  'SIGNED_TERMS_OPEN',
  'REPAIRS_PAUSED',
  'NOT_BACKFILLED',
  'CREDENTIALS_EXPIRING',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** `ACT`: nothing gets better before a person did something; `WAIT`: it heals by itself once the cause is gone. */
export const NOTICE_URGENCIES = ['ACT', 'WAIT'] as const;
export type NoticeUrgency = (typeof NOTICE_URGENCIES)[number];

/** Something that is not as it should be. Sentences for people. */
export interface Notice {
  readonly kind: NoticeKind;
  readonly urgency: NoticeUrgency;
  /** Which system, destination or credential, where there are several. */
  readonly subject?: string;
  /** What is the matter, without a neighbour's own words. */
  readonly title: string;
  /** Why, as far as it is known; a neighbour's words may stand in it. */
  readonly cause: string | null;
  readonly since: Date | null;
  readonly todo: string;
}

export interface NoticeParts {
  readonly store: Pick<Store, 'queues' | 'archive' | 'marks'>;
  readonly archive: Archive | null;
  /** Credentials of ours whose end is known. */
  readonly credentialEnds: () => Promise<readonly CredentialEnd[]>;
}

/** What was read of the store for them already. */
export interface KnownState {
  readonly now: Date;
  /** Why the store takes no write; null while it does. */
  readonly storeProblem: string | null;
  /** Also those of which it is being found out whether they are over: a notice does not come and go with each try. */
  readonly pauses: readonly Pause[];
  readonly refused: RefusedDeliveries | null;
  readonly silentForMs: number;
  readonly isSilent: boolean;
  readonly parkedContracts: number;
  readonly parkedDeliveries: number;
  readonly repairs: RepairOrders;
  readonly isBackfilled: boolean;
}

const NAMES = { spotdraft: 'SpotDraft', salesforce: 'Salesforce' } as const;

/** What a person does about a pause, by its cause; `null` where it ends by itself. */
const CURES: Readonly<Record<PauseCause, (() => string) | null>> = {
  allowance: null,
  outage: null,
  stranger: null,
  credentials: () =>
    said`Correct the credentials of this system and start again; "dealdraft doctor" says which. Nothing is lost meanwhile.`,
  version: () => said`Set SALESFORCE_API_VERSION to one that the org still takes, and start again.`,
  storage: () => said`Free storage in the org. Writing goes on by itself after that.`,
};

/** What is wrong now, the most urgent first. Some reads of the store, no upstream call. */
export async function readNotices(
  { store, archive, credentialEnds }: NoticeParts,
  known: KnownState,
): Promise<readonly Notice[]> {
  const [parked, terms, archived, ends] = await Promise.all([
    parkedNotice(store, known),
    termNotice(store),
    archive === null ? [] : archiveNotices(store, archive),
    credentialEnds(),
  ]);
  const notices = [
    ...storeNotice(known.storeProblem),
    ...refusedNotice(known.refused),
    ...known.pauses.map((pause) => pauseNotice(pause, known.now)),
    ...silenceNotice(known),
    ...parked,
    ...terms,
    ...archived,
    ...repairNotices(known),
    ...ends.flatMap((end) => endNotice(end, known.now)),
  ];
  return notices.toSorted((a, b) => rankOf(a) - rankOf(b));
}

function rankOf({ urgency }: Notice): number {
  return NOTICE_URGENCIES.indexOf(urgency);
}

function storeNotice(problem: string | null): readonly Notice[] {
  if (problem === null) return [];
  return [
    {
      kind: 'STORE_NOT_WRITABLE',
      urgency: 'ACT',
      title: said`The store takes no writes: deliveries are answered 503, and nothing is synced.`,
      cause: problem,
      since: null,
      todo: said`Free space, or mend what the cause names; no restart is needed. Then start a backfill: nobody promises that SpotDraft sends again.`,
    },
  ];
}

function refusedNotice(refused: RefusedDeliveries | null): readonly Notice[] {
  if (refused === null) return [];
  const { count, since } = refused;
  return [
    {
      kind: 'DELIVERIES_REFUSED',
      urgency: 'ACT',
      title: said`Webhook deliveries are refused: ${count} so far, and none was taken since.`,
      cause: said`Their signature fits no key of ours.`,
      since,
      todo: refusalCure(),
    },
  ];
}

async function termNotice({ marks }: NoticeParts['store']): Promise<readonly Notice[]> {
  const count = await marks.count(OPEN_TERMS);
  if (count === 0) return [];
  return [
    {
      kind: 'SIGNED_TERMS_OPEN',
      urgency: 'ACT',
      title:
        count === 1
          ? said`1 contract says something else than the deal, and nobody has confirmed it.`
          : said`${count} contracts say something else than the deal, and nobody has confirmed it.`,
      cause: null,
      since: null,
      todo: said`"dealdraft terms" lists them. Correct the deal or the key pointer, or confirm the difference on the contract.`,
    },
  ];
}

function pauseNotice({ service, cause, reason, since, until }: Pause, now: Date): Notice {
  const cure = CURES[cause];
  return {
    kind: 'SYSTEM_PAUSED',
    subject: service,
    urgency: cure === null ? 'WAIT' : 'ACT',
    title: said`Work with ${NAMES[service]} is paused.`,
    cause: reason,
    since,
    todo:
      cure?.() ??
      (until > now
        ? said`Nothing is lost, and it goes on by itself. Next try at ${until.toISOString()}.`
        : said`Nothing is lost, and it goes on by itself: it is tried again with the next work.`),
  };
}

function silenceNotice({ now, isSilent, silentForMs }: KnownState): readonly Notice[] {
  if (!isSilent) return [];
  return [
    {
      kind: 'DELIVERIES_MISSING',
      urgency: 'ACT',
      title: said`SpotDraft changes contracts, and no webhook delivery comes.`,
      cause: said`SpotDraft may have disabled the webhook, or does not reach this server.`,
      since: new Date(now.getTime() - silentForMs),
      todo: said`Run "dealdraft webhooks register". Repair passes bring in what was missed.`,
    },
  ];
}

async function parkedNotice(
  { queues }: NoticeParts['store'],
  { parkedContracts, parkedDeliveries }: KnownState,
): Promise<readonly Notice[]> {
  if (parkedContracts > 0) {
    const [[latest], since] = await Promise.all([
      queues.sync.parked(1),
      queues.sync.oldestParkedAt(),
    ]);
    return [
      {
        kind: 'CONTRACTS_PARKED',
        urgency: 'ACT',
        title:
          parkedContracts === 1
            ? said`1 contract can’t be brought to the CRM: given up until somebody helps.`
            : said`${parkedContracts} contracts can’t be brought to the CRM: given up until somebody helps.`,
        cause: latest === undefined ? null : `${latest.key}: ${latest.reason}`,
        since,
        todo: said`Mend the cause, then replay what is parked; syncContract does it for one contract.`,
      },
    ];
  }
  if (parkedDeliveries === 0) return [];
  return [
    {
      kind: 'DELIVERIES_PARKED',
      urgency: 'ACT',
      title:
        parkedDeliveries === 1
          ? said`1 delivery could not be worked on.`
          : said`${parkedDeliveries} deliveries could not be worked on.`,
      cause: null,
      since: null,
      todo: said`Look at their causes, mend them, and replay what is parked.`,
    },
  ];
}

async function archiveNotices(
  store: NoticeParts['store'],
  archive: Archive,
): Promise<readonly Notice[]> {
  const counts = new Map((await store.archive.counts()).map((each) => [each.destination, each]));
  const notices = await Promise.all(
    archive.rules.destinations.map(async ({ name }): Promise<readonly Notice[]> => {
      const pause = await archive.pauses.unended(name);
      const heals = pause?.cause === 'throttled' || pause?.cause === 'unavailable';
      const counted = counts.get(name);
      const parked = counted?.states.PARKED ?? 0;
      return [
        ...(pause === null
          ? []
          : [
              {
                kind: 'ARCHIVE_PAUSED',
                subject: name,
                urgency: heals ? 'WAIT' : 'ACT',
                title: said`Documents wait for the archive destination ${name}.`,
                cause: pause.reason,
                since: pause.since,
                todo: heals
                  ? said`Nothing is lost, and it goes on by itself. Next try at ${pause.until.toISOString()}.`
                  : said`Run "dealdraft archive check" to see what is wrong there. Next try at ${pause.until.toISOString()}.`,
              } as const,
            ]),
        ...(parked === 0
          ? []
          : [
              {
                kind: 'DOCUMENTS_PARKED',
                subject: name,
                urgency: 'ACT',
                title:
                  parked === 1
                    ? said`1 document could not be archived at ${name}.`
                    : said`${parked} documents could not be archived at ${name}.`,
                cause: counted?.lastError ?? null,
                since: null,
                todo: said`Mend the cause, then "dealdraft archive retry --destination ${name}".`,
              } as const,
            ]),
      ];
    }),
  );
  return notices.flat();
}

function repairNotices({ repairs: { paused }, isBackfilled }: KnownState): readonly Notice[] {
  if (!isBackfilled) {
    return [
      {
        kind: 'NOT_BACKFILLED',
        urgency: 'ACT',
        title: said`The store was never filled from SpotDraft.`,
        cause: said`Contracts from before this store are not known, and repair passes do not begin.`,
        since: null,
        todo: said`Run "dealdraft backfill".`,
      },
    ];
  }
  if (paused === null) return [];
  return [
    {
      kind: 'REPAIRS_PAUSED',
      urgency: 'ACT',
      title: said`Repair passes are paused: what no delivery told is not found.`,
      cause: said`Paused by ${paused.by}.`,
      since: paused.at,
      todo: said`Resume them below.`,
    },
  ];
}

function endNotice(end: CredentialEnd, now: Date): readonly Notice[] {
  const state = endState(end, now);
  if (state === 'fine') return [];
  const isOver = state === 'over';
  return [
    {
      kind: 'CREDENTIALS_EXPIRING',
      // Told once before the end, and once more when it has come.
      subject: `${end.credential}:${state}`,
      urgency: 'ACT',
      title: isOver
        ? noted`${end.what} has ended.`
        : noted`${end.what} ends at ${end.endsAt.toISOString()}.`,
      cause: isOver ? noted`It is not taken any more, or will not be soon.` : null,
      since: isOver ? end.endsAt : null,
      todo: end.todo,
    },
  ];
}
