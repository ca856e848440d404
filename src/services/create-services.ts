import type { Archive } from '../archive/archive.js';
import type { Crm } from '../connectors/crm.js';
import type { SpotDraft } from '../connectors/spotdraft/types.js';
import type { RecordActivity } from '../domain/activity.js';
import type { Clock } from '../domain/clock.js';
import type { CredentialEnd } from '../domain/credential-end.js';
import type { DoctorCheck } from '../domain/doctor-check.js';
import type { Log } from '../domain/log.js';
import type { Mapping } from '../mapping/index.js';
import type { Store } from '../store/store.js';
import { createActivityService } from './activity/activity.js';
import type { ActivityService } from './activity/activity.js';
import { createActingUsers } from './people/acting-user.js';
import type { ActingUsers, Identities } from './people/acting-user.js';
import type { DocumentLink } from './contracts/contract-views.js';
import { createContractActs } from './contracts/contract-acts.js';
import type { ContractActs } from './contracts/contract-acts.js';
import { createContractActions } from './contracts/contract-actions.js';
import type { ContractActionParts, ContractActions } from './contracts/contract-actions.js';
import { createContractParts } from './contracts/contract-parts.js';
import type { ContractParts } from './contracts/contract-parts.js';
import { createContractService } from './contracts/contracts.js';
import type { ContractService } from './contracts/contracts.js';
import { createCursorSeal } from './paging/cursor-seal.js';
import type { CursorSeal } from './paging/cursor-seal.js';
import type { CreationSettler } from '../sync/index.js';
import { createDealService } from './deals/deals.js';
import type { DealService } from './deals/deals.js';
import { toldActivities } from './inbox/webhook-subscription.js';
import { HEARD_ACTIVITIES } from '../domain/webhook-activity.js';
import { createDeliveryService } from './inbox/deliveries.js';
import type { DeliveryService } from './inbox/deliveries.js';
import { createDraftService } from './contracts/drafts.js';
import type { DraftService } from './contracts/drafts.js';
import type { Pauses } from '../work/pauses.js';
import { createLiveService } from './live/live-service.js';
import type { LiveService } from './live/live-service.js';
import { createTemplateService } from './templates/templates.js';
import type { TemplateCache, TemplateService } from './templates/templates.js';
import { createViewerService } from './people/viewer.js';
import type { ViewerService } from './people/viewer.js';

/**
 * The use cases that GraphQL, the REST routes and the command line share. Ids and cursors come in as text and are
 * parsed here (InputError); what its reader can't see does not exist: absent from maps and lists, NotFoundError in
 * `actions`.
 */
export interface Services {
  readonly viewer: ViewerService;
  readonly deals: DealService;
  readonly contracts: ContractService;
  readonly templates: TemplateService;
  readonly drafts: DraftService;
  readonly actions: ContractActions;
  readonly deliveries: DeliveryService;
  readonly live: LiveService;
  readonly contractParts: ContractParts;
  readonly activity: ActivityService;
  /** Notes what was done, for the own log. */
  readonly record: RecordActivity;
  /** Checks everything that differs from workspace to workspace; asks both systems, and changes nothing. */
  readonly doctor: () => Promise<readonly DoctorCheck[]>;
  /**
   * A use case that is nothing but its own file, made on first use: whoever needs it names how it is made.
   */
  of<Service>(create: (shared: SharedParts) => Service): Service;
}

/** What a use case of its own may be made of. */
export interface SharedParts {
  readonly spotdraft: SpotDraft;
  readonly crm: Crm;
  readonly store: Store;
  /** Null where nothing is archived. */
  readonly archive: Archive | null;
  readonly deals: DealService;
  readonly acts: ContractActs;
  /** Keeps for seconds what a contract's parts are asked for. */
  readonly contractParts: ContractParts;
  readonly actingUsers: ActingUsers;
  readonly documentLink: DocumentLink;
  /** A contract was made: its CRM record can be written without waiting for a webhook. */
  readonly onCreated: () => void;
  /** The largest document that is taken in. */
  readonly uploadMaxBytes: number;
  readonly mapping: Mapping;
  readonly templates: TemplateCache;
  /** Asked each time: with port 0 it is known only once the server listens. */
  readonly publicUrl: () => string;
  /** Looks for what was made though the answer was lost. */
  readonly settler: CreationSettler;
  readonly cursorSeal: CursorSeal;
  readonly clock: Clock;
  readonly log: Log;
  readonly record: RecordActivity;
  readonly pauses: Pick<Pauses, 'active' | 'note' | 'succeeded'>;
  /** What SpotDraft may be asked, and how many calls wait for it here. */
  readonly rateBudget: () => { readonly limitPerSecond: number; readonly waiting: number };
  /** Writes what was recorded in this process, so that it is seen. */
  readonly flushActivities: () => Promise<void>;
}

export interface ServiceParts extends Omit<ContractActionParts, 'acts' | 'actingUsers'> {
  readonly identities: Identities;
  readonly archive: Archive | null;
  /** Shared by all processes of the store. */
  readonly cursorSecret: string;
  readonly pauses: Pick<Pauses, 'longest' | 'all' | 'unended' | 'active' | 'note' | 'succeeded'>;
  readonly rateBudget: SharedParts['rateBudget'];
  readonly uploadMaxBytes: number;
  readonly publicUrl: () => string;
  /** Called when there is new sync work in this process. */
  readonly onWork: () => void;
  readonly record: RecordActivity;
  /** Writes what was recorded in this process, so that it is seen. */
  readonly flushActivities: () => Promise<void>;
  readonly doctor: Services['doctor'];
  /** Credentials of ours whose end is known. */
  readonly credentialEnds: () => Promise<readonly CredentialEnd[]>;
}

/** Wires the use cases. What they share is made here. */
export function createServices(parts: ServiceParts): Services {
  const cursorSeal = createCursorSeal(parts.cursorSecret);
  const contractParts = createContractParts({
    clock: parts.clock,
    isTold: async () => {
      const told = await toldActivities(parts.store.settings);
      return HEARD_ACTIVITIES.every((activity) => told.includes(activity));
    },
  });
  const contracts = createContractService({ ...parts, cursorSeal, contractParts });
  const actingUsers = createActingUsers(parts);
  const acts = createContractActs({ ...parts, contracts, contractParts, actingUsers });
  const { spotdraft, crm, store, uploadMaxBytes, mapping, templates, publicUrl } = parts;
  const { settler, clock, log, record } = parts;
  const deals = createDealService({ crm, contracts: store.contracts, cursorSeal });
  const shared: SharedParts = {
    deals,
    spotdraft,
    crm,
    store,
    archive: parts.archive,
    acts,
    contractParts,
    actingUsers,
    documentLink: parts.documentLink,
    onCreated: parts.onCreated,
    uploadMaxBytes,
    mapping,
    templates,
    publicUrl,
    settler,
    cursorSeal,
    clock,
    log,
    record,
    pauses: parts.pauses,
    rateBudget: parts.rateBudget,
    flushActivities: parts.flushActivities,
  };
  const made = new Map<unknown, unknown>();
  return {
    viewer: createViewerService(parts.crm),
    deals,
    contracts,
    templates: createTemplateService(parts.templates, parts.mapping),
    drafts: createDraftService(parts),
    actions: createContractActions({ ...parts, acts, actingUsers }),
    deliveries: createDeliveryService({
      ...parts.store,
      log: parts.log,
      onReplayed: parts.onWork,
    }),
    live: createLiveService(parts),
    contractParts,
    activity: createActivityService({ ...parts.store, flush: parts.flushActivities }),
    record,
    doctor: parts.doctor,
    of: <Service>(create: (shared: SharedParts) => Service) => {
      if (!made.has(create)) made.set(create, create(shared));
      return made.get(create) as Service;
    },
  };
}
