import { createGraph } from '../../../src/connectors/archive/graph/graph.js';
import { systemClock } from '../../../src/domain/clock.js';
import type { OneDriveConfig, SharePointConfig } from '../../../src/domain/destination-config.js';
import { startGraphSandbox } from '../../../src/sandbox/storage/graph/index.js';
import type { GraphSandbox } from '../../../src/sandbox/storage/graph/index.js';
import { describeDestination } from './destination-suite.js';
import type { DestinationUnderTest, DestinationWorld } from './destination-suite.js';
import { worldOf } from './sandbox-world.js';

const FRAGMENT_BYTES = 320 * 1024;
const ROOT = ['Legal', 'Contracts'];

type Where =
  | Pick<SharePointConfig, 'type' | 'site' | 'library' | 'columns'>
  | Pick<OneDriveConfig, 'type' | 'user'>;

async function start(where: Where): Promise<DestinationWorld & { graph: GraphSandbox }> {
  const graph = await startGraphSandbox();
  graph.cloud.library.settings.columns = [
    { name: 'archiveKey', displayName: 'Archive key', required: false },
    { name: 'Contract_x0020_Id', displayName: 'Contract Id', required: false },
  ];
  return {
    graph,
    ...worldOf(graph, ROOT),
    open: () =>
      createGraph(
        {
          name: 'legal',
          ...where,
          root: ROOT,
          tenantId: graph.tenantId,
          clientId: graph.clientId,
          credential: { kind: 'secret', clientSecret: graph.clientSecret },
          endpoints: { graph: graph.url, login: graph.loginUrl },
        },
        { clock: systemClock, fragmentBytes: FRAGMENT_BYTES },
      ),
    secrets: [graph.clientSecret, 'Bearer', 'eyJ', 'tempauth', graph.url, graph.loginUrl],
  };
}

const sandboxOf = (world: DestinationWorld): GraphSandbox =>
  (world as Awaited<ReturnType<typeof start>>).graph;

const common = {
  foldsCase: true,
  bigBytes: 4 * FRAGMENT_BYTES + 17,
  upload: { method: 'PUT', path: ':/content' },
  uploadPart: { pattern: 'createUploadSession|uploadSessions' },
  throttled: (seconds) => ({
    status: 429,
    headers: { 'retry-after': String(seconds) },
    body: { error: { code: 'tooManyRequests', message: '' } },
  }),
  unauthorized: {
    status: 401,
    body: { error: { code: 'InvalidAuthenticationToken', message: '' } },
  },
} satisfies Partial<DestinationUnderTest>;

const signInBroken = async (world: DestinationWorld) => {
  sandboxOf(world).signIn.isSecretExpired = true;
};

describeDestination({
  ...common,
  name: 'sharepoint',
  start: () =>
    start({
      type: 'sharepoint',
      site: 'contoso.sharepoint.com:/sites/legal',
      library: 'Documents',
      columns: true,
    }),
  metadata: 'kept',
  broken: {
    'sign-in': signInBroken,
    permission: async (world) => {
      sandboxOf(world).cloud.library.settings.role = 'read';
    },
    full: async (world) => {
      sandboxOf(world).cloud.library.settings.quotaBytes = 3;
    },
    unavailable: async (world) => {
      sandboxOf(world).cloud.library.settings.validatesColumns = true;
    },
  },
});

describeDestination({
  ...common,
  name: 'onedrive',
  start: () => start({ type: 'onedrive', user: 'archive@contoso.com' }),
  metadata: 'none',
  broken: {
    'sign-in': signInBroken,
    full: async (world) => {
      sandboxOf(world).cloud.oneDrive.settings.quotaBytes = 3;
    },
  },
});
