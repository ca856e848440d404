import type { CrmSeed } from '../seed/crm-seed.js';
import { applyDealTotals, applyLineItem, applyPersonName } from './effects.js';
import { datedRates, ExchangeRates } from './exchange-rates.js';
import { RecordIdSequence, RUNTIME_FIRST_NUMBER } from './record-id.js';
import { Records } from './records.js';
import { CrmFaults } from './row-faults.js';
import type { RowOrder } from './row-order.js';
import { SchemaCatalog } from './schema/catalog.js';
import type { CustomFields } from './schema/catalog.js';
import type { SObjectRecord } from './schema/types.js';
import { AccessControl } from './sharing.js';
import type { FieldSecurity, Principal } from './sharing.js';
import { CursorStore } from './soql/cursors.js';
import { CrmStore } from './store.js';

interface OrgSettings {
  readonly seed: CrmSeed;
  readonly multiCurrency: boolean;
  readonly datedRates: boolean;
  readonly statePicklists: boolean;
  readonly customFields: CustomFields;
  readonly fieldSecurity: Readonly<Record<string, FieldSecurity>>;
  readonly rowOrder: RowOrder;
  readonly now: () => Date;
}

/** The whole state of one org. A reset builds a new one. */
export interface Org {
  readonly id: string;
  readonly seed: CrmSeed;
  readonly catalog: SchemaCatalog;
  readonly store: CrmStore;
  readonly access: AccessControl;
  readonly records: Records;
  readonly faults: CrmFaults;
  readonly cursors: CursorStore;
  readonly rowOrder: RowOrder;
  /** Null in an org with one currency, where amounts are compared as they stand. */
  readonly rates: ExchangeRates | null;
  readonly now: () => Date;
  readonly startedAt: Date;
  /** An administrator, for edits by the control routes. */
  readonly admin: Principal;
}

export function createOrg(settings: OrgSettings): Org {
  const { seed, now } = settings;
  const catalog = new SchemaCatalog(settings);
  const store = new CrmStore();
  const ids = new RecordIdSequence(RUNTIME_FIRST_NUMBER);
  loadSeed(store, catalog, seed);
  const today = () => now().toISOString().slice(0, 10);
  if (settings.datedRates) {
    for (const rate of datedRates(now().getUTCFullYear()))
      store.insert('DatedConversionRate', { Id: ids.next('04w'), ...rate });
  }
  const profiles = new Map(seed.users.map((user) => [user.id, user.profile]));
  const access = new AccessControl(store, catalog, profiles, seed.shares, settings.fieldSecurity);
  const faults = new CrmFaults();
  const records = new Records({ store, catalog, access, ids, faults, now });
  const adminUser = seed.users.find((user) => user.profile === 'integration');
  const admin = adminUser && access.principal(adminUser.id);
  if (!admin) throw new Error('The seed needs one user with the profile "integration"');
  return {
    id: seed.organizationId,
    seed,
    catalog,
    store,
    access,
    records,
    faults,
    cursors: new CursorStore(now),
    rowOrder: settings.rowOrder,
    rates: settings.multiCurrency ? new ExchangeRates(store, today) : null,
    now,
    startedAt: now(),
    admin,
  };
}

function loadSeed(store: CrmStore, catalog: SchemaCatalog, seed: CrmSeed): void {
  for (const [objectName, rows] of Object.entries(seed.records)) {
    const object = catalog.get(objectName);
    for (const input of rows) {
      const row: SObjectRecord = {};
      for (const field of object.fields) {
        // Fields of features that are off are not in `object.fields` and so never reach the store.
        if (field.type !== 'address') row[field.name] = input[field.name] ?? field.defaultValue;
      }
      store.insert(objectName, row);
    }
  }
  for (const row of [...store.rows('User'), ...store.rows('Contact')]) applyPersonName(store, row);
  const lines = store.rows('OpportunityLineItem');
  for (const row of lines) applyLineItem(store, row);
  // To look for each deal's lines among all would take minutes with as many deals as a large org has.
  const linesOf = Map.groupBy(lines, ({ OpportunityId }) => OpportunityId);
  for (const row of store.rows('Opportunity'))
    applyDealTotals(store, row, linesOf.get(row.Id) ?? []);
}
