import type { Config } from '../config/config.js';
import { createSalesforceCrm } from '../connectors/salesforce/index.js';
import {
  createLocalRateWindow,
  createRateBudget,
  createSpotDraftClient,
} from '../connectors/spotdraft/index.js';
import { systemClock } from '../domain/clock.js';
import { DealdraftError } from '../domain/errors.js';
import type { Log } from '../domain/log.js';

/** What came of trying a credential, for people. */
export type Trial =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly text: string };

/** One call, and nothing kept. */
export async function trySpotDraft(settings: Config['spotdraft'], log: Log): Promise<Trial> {
  const clock = systemClock;
  return attempt(async () => {
    const client = createSpotDraftClient({
      ...settings,
      budget: createRateBudget({
        window: createLocalRateWindow({ clock }),
        limitPerSecond: settings.rateLimitPerSecond,
        clock,
        log,
      }),
      clock,
      log,
    });
    try {
      const types = await client.listContractTypes({ lane: 'interactive' });
      return `SpotDraft takes the credential; it sees ${types.length} contract types.`;
    } finally {
      await client.close();
    }
  });
}

/** A sign-in and one call. */
export async function trySalesforce(settings: Config['salesforce'], log: Log): Promise<Trial> {
  return attempt(async () => {
    const crm = createSalesforceCrm({ ...settings, clock: systemClock, log });
    try {
      const { username } = await crm.identify({ kind: 'integration' });
      return `Salesforce signs us in to ${await crm.organizationId()} as ${username}.`;
    } finally {
      await crm.close();
    }
  });
}

async function attempt(work: () => Promise<string>): Promise<Trial> {
  try {
    return { ok: true, text: await work() };
  } catch (error) {
    if (!(error instanceof DealdraftError)) throw error;
    return { ok: false, text: error.message };
  }
}
