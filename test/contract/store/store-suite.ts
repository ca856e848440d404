import { afterEach, beforeEach, describe } from 'vitest';

import type { Clock } from '../../../src/domain/clock.js';
import type { Store } from '../../../src/store/store.js';
import { ManualClock } from '../../support/manual-clock.js';
import { describeActivities } from './activity-suite.js';
import { describeArchive } from './archive-suite.js';
import { describeChanges } from './changes-suite.js';
import { describeBrowserSessions } from './browser-sessions-suite.js';
import { describeBulkJobs } from './bulk-suite.js';
import { describeClocks } from './clocks-suite.js';
import { describeContracts } from './contracts-suite.js';
import { describeContractDetails } from './contract-details-suite.js';
import { describeCreations } from './creations-suite.js';
import { describeInbox } from './inbox-suite.js';
import { describeInboxUpkeep } from './inbox-upkeep-suite.js';
import { describeLocks } from './locks-suite.js';
import { describeMarks } from './marks-suite.js';
import { describeProcesses } from './processes-suite.js';
import { describeQueue } from './queue-suite.js';
import { describeRateWindow } from './rate-window-suite.js';
import { describeSettings } from './settings-suite.js';
import { describeUploads } from './uploads-suite.js';
import { describeWakes } from './wakes-suite.js';

/** An empty store of one engine, and how to get at it again. */
interface StoreUnderTest {
  readonly store: Store;
  /** `STORE_URL` by which another process finds the same data. */
  readonly url: string;
  /** Opens the same data once more, as a second process or the next start would. */
  reopen(): Promise<Store>;
  /** Closes all that was opened and removes the data. */
  dispose(): Promise<void>;
}

export type OpenStoreUnderTest = (clock: Clock) => Promise<StoreUnderTest>;

/** What the suites see; `store` and `clock` are new in every test. */
export interface Fixture {
  readonly clock: ManualClock;
  readonly store: Store;
  readonly url: string;
  readonly reopen: () => Promise<Store>;
}

/** The port's promises, one by one. Every engine is held to them. */
export function describeStore(name: string, open: OpenStoreUnderTest): void {
  describe(`${name} store`, () => {
    let clock: ManualClock;
    let opened: StoreUnderTest;
    beforeEach(async () => {
      clock = new ManualClock();
      opened = await open(clock);
    });
    afterEach(async () => {
      await opened.dispose();
    });
    const fixture = (): Fixture => ({
      clock,
      store: opened.store,
      url: opened.url,
      reopen: () => opened.reopen(),
    });

    describeInbox(fixture);
    describeInboxUpkeep(fixture);
    describeQueue(fixture);
    describeClocks(fixture);
    describeContracts(fixture);
    describeContractDetails(fixture);
    describeCreations(fixture);
    describeArchive(fixture);
    describeBulkJobs(fixture);
    describeRateWindow(fixture);
    describeLocks(fixture);
    describeSettings(fixture);
    describeMarks(fixture);
    describeChanges(fixture);
    describeBrowserSessions(fixture);
    describeUploads(fixture);
    describeWakes(fixture);
    describeActivities(fixture);
    describeProcesses(fixture);
  });
}
