import type { OneDriveConfig, SharePointConfig } from '../../../domain/destination-config.js';
import { attemptStep } from '../attempt-step.js';
import type { CallOptions, Inspection } from '../destination.js';
import type { GraphApi } from './graph-api.js';
import { ARCHIVE_KEY, columnFor, readColumns } from './graph-columns.js';
import { findPlace } from './graph-place.js';
import type { GraphPlace } from './graph-place.js';
import { noted } from '../../../domain/said.js';

type Found = Omit<Inspection, 'step'>;

/** What an admin has to see before the first file: sign-in, where files go, and what the library does to them. */
export async function* inspectGraph(
  config: SharePointConfig | OneDriveConfig,
  api: GraphApi,
  options: CallOptions,
): AsyncGenerator<Inspection> {
  const signIn = await attemptStep('sign-in', async () => {
    await api.signIn(options.signal);
    return ok(signInText(config));
  });
  yield signIn;
  if (signIn.outcome === 'failed') return;
  const step = config.type === 'sharepoint' ? 'library' : 'drive';
  const found: { place?: GraphPlace } = {};
  yield await attemptStep(step, async () => {
    const place = await findPlace(config, api, options);
    found.place = place;
    const below = config.root.length === 0 ? '' : noted`, below ${config.root.join('/')}`;
    return ok(noted`Files go to "${place.driveName}" (${place.webUrl})${below}.`);
  });
  if (found.place !== undefined && config.type === 'sharepoint') {
    yield* inspectLibrary(config, found.place.driveId, api, options);
  }
}

async function* inspectLibrary(
  config: SharePointConfig,
  driveId: string,
  api: GraphApi,
  options: CallOptions,
): AsyncGenerator<Inspection> {
  yield await attemptStep('settings', async () => {
    const { required } = await readColumns(api, driveId, options);
    return required.length === 0 ? ok(NO_REQUIRED) : requiredText(required);
  });
  if (!config.columns) return;
  yield await attemptStep('columns', async () => {
    const known = await readColumns(api, driveId, options);
    return columnFor(known, ARCHIVE_KEY) === null ? withoutKeyColumn : ok(KEY_COLUMN);
  });
}

const NO_REQUIRED = noted`No column has to be filled in, and a file that the library checks out is checked in. Microsoft does not tell of one more setting: under Library settings > Versioning settings "Require content approval" has to be No, or files stay invisible to others.`;

const KEY_COLUMN = noted`The column ${ARCHIVE_KEY} tells whose each file is; other metadata goes into columns of the same names.`;

const withoutKeyColumn: Found = {
  outcome: 'warning',
  text: noted`The library has no column ${ARCHIVE_KEY}. Add it under Library settings > Create column, as a single line of text, so that files are known again without the store; any of contractId, counterparty, sha256 beside it is filled in, too.`,
};

function requiredText(required: readonly string[]): Found {
  const names = required.map((name) => `"${name}"`).join(', ');
  return {
    outcome: 'failed',
    text: noted`The library wants ${names} filled in, so that files stay checked out and invisible to others. Under Library settings > Columns set "Require that this column contains information" to No for each, or take a library without.`,
  };
}

function signInText({ credential, tenantId }: SharePointConfig | OneDriveConfig): string {
  return credential.kind === 'secret'
    ? noted`The app signs in to ${tenantId} with its secret, which ends some day: a certificate tells of its end.`
    : noted`The app signs in to ${tenantId} with its certificate.`;
}

function ok(text: string): Found {
  return { outcome: 'ok', text };
}
