import type { Crm } from '../../../connectors/crm.js';
import type { KeyPointers } from '../../../connectors/spotdraft/key-pointers.js';
import type { RecordActivity } from '../../../domain/activity.js';
import type { Log } from '../../../domain/log.js';
import type { Mapping } from '../../../mapping/index.js';
import type { Store } from '../../../store/store.js';
import type { AllowanceGate } from '../../../work/allowance.js';
import type { RenewalLedger } from './renewal-ledger.js';

/** What renewals are worked out and made with. */
export interface RenewalParts {
  readonly store: Pick<Store, 'contracts' | 'now' | 'marks'>;
  readonly crm: Pick<
    Crm,
    'changedDeals' | 'describe' | 'dealObject' | 'everKeys' | 'readRows' | 'createRows'
  >;
  readonly spotdraft: KeyPointers;
  readonly mapping: Pick<Mapping, 'renewals' | 'timeZone'>;
  readonly ledger: RenewalLedger;
  readonly allowance: Pick<AllowanceGate, 'admit'>;
  readonly log: Log;
  readonly record?: RecordActivity;
  readonly onOutcome?: (outcome: 'made' | 'failed') => void;
}
