import { createDropbox } from '../../../src/connectors/archive/dropbox/dropbox.js';
import { systemClock } from '../../../src/domain/clock.js';
import { startDropboxSandbox } from '../../../src/sandbox/storage/dropbox/index.js';
import type { DropboxSandbox } from '../../../src/sandbox/storage/dropbox/index.js';
import { describeDestination } from './destination-suite.js';
import type { DestinationWorld } from './destination-suite.js';
import { worldOf } from './sandbox-world.js';

const PIECE_BYTES = 256 * 1024;

async function start(): Promise<DestinationWorld & { dropbox: DropboxSandbox }> {
  const dropbox = await startDropboxSandbox();
  return {
    dropbox,
    ...worldOf(dropbox, ['Legal', 'Contracts']),
    open: () =>
      createDropbox(
        {
          name: 'legal',
          type: 'dropbox',
          appKey: dropbox.appKey,
          appSecret: dropbox.appSecret,
          refreshToken: dropbox.refreshToken,
          root: ['Legal', 'Contracts'],
          namespaceId: null,
          memberId: null,
          endpoints: { api: dropbox.url, content: dropbox.contentUrl },
        },
        { clock: systemClock, pieceBytes: PIECE_BYTES },
      ),
    secrets: [dropbox.appSecret, dropbox.refreshToken, 'sl.', dropbox.url, dropbox.contentUrl],
  };
}

const sandboxOf = (world: DestinationWorld): DropboxSandbox =>
  (world as Awaited<ReturnType<typeof start>>).dropbox;

describeDestination({
  name: 'dropbox',
  start,
  foldsCase: true,
  metadata: 'kept',
  bigBytes: 4 * PIECE_BYTES + 17,
  upload: { path: '/2/files/upload' },
  uploadPart: { path: '/2/files/upload_session/' },
  throttled: (seconds) => ({
    status: 429,
    headers: { 'retry-after': String(seconds) },
    body: {
      error_summary: 'too_many_requests/..',
      error: { reason: { '.tag': 'too_many_requests' }, retry_after: seconds },
    },
  }),
  unauthorized: {
    status: 401,
    body: { error_summary: 'expired_access_token/.', error: { '.tag': 'expired_access_token' } },
  },
  broken: {
    'sign-in': async (world) => {
      sandboxOf(world).link.isRevoked = true;
    },
    full: async (world) => {
      sandboxOf(world).account.settings.quotaBytes = 3;
    },
    permission: async (world) => {
      sandboxOf(world).account.settings.readOnly.push('/Legal');
    },
  },
});
