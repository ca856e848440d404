import type { Config } from '../config/config.js';
import { createSalesforceCrm } from '../connectors/salesforce/index.js';
import {
  createLocalRateWindow,
  createRateBudget,
  createSpotDraftClient,
} from '../connectors/spotdraft/index.js';
import type { DoctorParts, Part } from '../doctor/doctor-parts.js';
import { callActivity } from '../domain/activity.js';
import { systemClock } from '../domain/clock.js';
import { ConfigError } from '../domain/errors.js';
import type { Log } from '../domain/log.js';
import { openStore } from '../store/open-store.js';
import type { Store } from '../store/store.js';
import { createActivityRecorder } from '../telemetry/activity-recorder.js';
import { configuredEnds } from './credential-ends.js';
import { createSettingsParts, partOf } from './doctor-parts.js';
import { isMissingFile } from './is-missing-file.js';
import { listeningUrl } from './listening-url.js';
import { loadArchive } from './load-archive.js';
import { loadIdentities } from './load-identities.js';
import { loadMapping } from './load-mapping.js';

/**
 * As much of the application as the settings allow, so that what is wrong with one part does not hide the others. Opens the
 * store; calls nobody yet.
 * @param problems of the variables, each beginning with its name
 */
export async function openDoctor(
  config: Config,
  problems: readonly string[],
  log: Log,
): Promise<DoctorParts & AsyncDisposable> {
  const clock = systemClock;
  const store = await openPart(
    partOf(problems, /^STORE_URL/u, config.storeUrl),
    'store.writable',
    (url) => openStore({ url, clock, log }),
  );
  const opened = 'value' in store ? store.value : null;
  const shared = opened !== null && (await takesWrites(opened)) ? opened : null;
  const recorder = shared === null ? null : record(config, shared, log);
  const spotdraft = openNow(partOf(problems, /^SPOTDRAFT_/u, config.spotdraft), (settings) =>
    createSpotDraftClient({
      ...settings,
      // Without the store the other processes can't be reckoned with.
      budget: createRateBudget({
        window: shared?.rateWindow ?? createLocalRateWindow({ clock }),
        limitPerSecond: settings.rateLimitPerSecond,
        clock,
        log,
      }),
      clock,
      log,
      onExchange: (call) => {
        recorder?.record(callActivity('spotdraft', call));
      },
    }),
  );
  const crm = openNow(partOf(problems, /^SALESFORCE_/u, config.salesforce), (settings) =>
    createSalesforceCrm({
      ...settings,
      clock,
      log,
      onExchange: (call) => {
        recorder?.record(callActivity('salesforce', call));
      },
    }),
  );
  const ofSettings = createSettingsParts(config, {
    problems,
    publicUrl: config.http.publicUrl,
    listensAt: listeningUrl(config.http),
    clock,
    log,
  });
  const archive = await openPart(
    partOf(problems, /^ARCHIVE_FILE/u, config),
    'configuration.archive',
    loadArchive,
  );
  return {
    ...ofSettings,
    store,
    spotdraft,
    crm,
    mapping: await openPart(
      partOf(problems, /^MAPPING_FILE/u, config.mappingFile),
      'configuration.mapping',
      (file) => loadMapping(file, log),
    ),
    hasMappingFile: !(await isMissingFile(config.mappingFile.path)),
    archive,
    credentialEnds: configuredEnds(config, 'value' in archive ? archive.value : NO_DESTINATIONS),
    identities: await openPart(
      partOf(problems, /^IDENTITY_FILE/u, config.identityFile),
      'configuration.identities',
      loadIdentities,
    ),
    clock,
    log,
    async [Symbol.asyncDispose]() {
      await ofSettings.close();
      if ('value' in spotdraft) await spotdraft.value.close();
      if ('value' in crm) await crm.value.close();
      await recorder?.stop();
      await opened?.close();
    },
  };
}

const NO_DESTINATIONS = { destinations: [] };

function record(config: Config, { activities }: Store, log: Log) {
  return createActivityRecorder({
    ...config.activity,
    activities,
    clock: systemClock,
    random: Math.random,
    log,
    onDropped: () => undefined,
  });
}

async function takesWrites(store: Store): Promise<boolean> {
  try {
    await store.checkWritable();
    return true;
  } catch {
    return false;
  }
}

/** What opening says of itself is told by the check `toldBy`. */
async function openPart<From, Value>(
  part: Part<From>,
  toldBy: string,
  open: (from: From) => Promise<Value>,
): Promise<Part<Value>> {
  if (!('value' in part)) return part;
  try {
    return { value: await open(part.value) };
  } catch (error) {
    if (error instanceof ConfigError) return { problems: error.problems, toldBy };
    return { problems: [error instanceof Error ? error.message : 'no reason given'], toldBy };
  }
}

function openNow<From, Value>(part: Part<From>, open: (from: From) => Value): Part<Value> {
  if (!('value' in part)) return part;
  try {
    return { value: open(part.value) };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { problems: error.problems, toldBy: 'configuration.environment' };
  }
}
