import { createBox } from '../../../src/connectors/archive/box/box.js';
import { systemClock } from '../../../src/domain/clock.js';
import { startBoxSandbox } from '../../../src/sandbox/storage/box/index.js';
import type { BoxSandbox } from '../../../src/sandbox/storage/box/index.js';
import { describeDestination } from './destination-suite.js';
import type { DestinationWorld } from './destination-suite.js';
import { worldOf } from './sandbox-world.js';

const PART_BYTES = 256 * 1024;

async function start(): Promise<DestinationWorld & { box: BoxSandbox }> {
  const box = await startBoxSandbox();
  // As Box, with smaller numbers.
  box.box.settings.minSessionBytes = 2 * PART_BYTES;
  box.box.settings.partBytes = PART_BYTES;
  return {
    box,
    ...worldOf(box, []),
    open: () =>
      createBox(
        {
          name: 'legal',
          type: 'box',
          folderId: box.folderId,
          clientId: box.clientId,
          clientSecret: box.clientSecret,
          enterpriseId: box.enterpriseId,
          endpoints: { api: box.url, upload: box.uploadUrl },
        },
        { clock: systemClock, sessionFromBytes: 2 * PART_BYTES },
      ),
    secrets: [box.clientSecret, 'Bearer', box.url, box.uploadUrl],
  };
}

const sandboxOf = (world: DestinationWorld): BoxSandbox =>
  (world as Awaited<ReturnType<typeof start>>).box;

describeDestination({
  name: 'box',
  start,
  foldsCase: true,
  metadata: 'kept',
  bigBytes: 4 * PART_BYTES + 17,
  upload: { method: 'POST', path: '/api/2.0/files/content' },
  uploadPart: { path: '/api/2.0/files/upload_sessions' },
  throttled: (seconds) => ({
    status: 429,
    headers: { 'retry-after': String(seconds) },
    body: { type: 'error', status: 429, code: 'rate_limit_exceeded' },
  }),
  unauthorized: { status: 401, body: { type: 'error', status: 401, code: 'unauthorized' } },
  broken: {
    'sign-in': async (world) => {
      sandboxOf(world).authorization.isAuthorized = false;
    },
    missing: async (world) => {
      sandboxOf(world).box.settings.role = null;
    },
    permission: async (world) => {
      sandboxOf(world).box.settings.role = 'viewer';
    },
    full: async (world) => {
      sandboxOf(world).box.settings.quotaBytes = 3;
    },
  },
});
