import { DestinationError } from '../../../src/connectors/archive/destination.js';
import { createGraph } from '../../../src/connectors/archive/graph/graph.js';
import { systemClock } from '../../../src/domain/clock.js';
import type { OneDriveConfig, SharePointConfig } from '../../../src/domain/destination-config.js';
import { startGraphSandbox } from '../../../src/sandbox/storage/graph/index.js';
import type { GraphSandbox } from '../../../src/sandbox/storage/graph/index.js';
import { describe, expect, it } from 'vitest';
import { describeDestination } from './destination-suite.js';
import type { DestinationUnderTest, DestinationWorld } from './destination-suite.js';
import { sampleFile } from './sample-file.js';
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

describe('a SharePoint library that keeps new files checked out', () => {
  const intoLibrary = { type: 'sharepoint', site: 'contoso.sharepoint.com:/sites/legal' } as const;
  const options = () => ({
    resume: null,
    save: async () => undefined,
    signal: AbortSignal.timeout(60_000),
  });

  it('has each checked in, so that everybody sees it', async () => {
    const world = await start({ ...intoLibrary, library: null, columns: false });
    const { graph } = world;
    const { library } = graph.cloud;
    library.settings.checksOut = true;
    const destination = await world.open();
    // The answer to the check-in is lost: the file is looked at once more.
    graph.faults.add({ kind: 'drop-after-commit', match: { path: '/checkin' }, times: 1 });
    await expect(destination.put(await sampleFile(), options())).rejects.toThrow(DestinationError);
    expect((await destination.put(await sampleFile(), options())).kind).toBe('already-there');
    expect((await destination.put(await sampleFile({ name: 'b.pdf' }), options())).kind).toBe(
      'created',
    );
    const files = library.files().filter(({ bytes }) => bytes !== null);
    expect(files.map(({ isCheckedOut }) => isCheckedOut)).toEqual([false, false]);
    await destination.close();
    await world.close();
  });

  it('costs a library without it one question, whatever the number of files', async () => {
    const world = await start({ ...intoLibrary, library: null, columns: false });
    const { graph } = world;
    const destination = await world.open();
    const rule = graph.faults.add({
      kind: 'latency',
      latencyMs: 1,
      match: { path: 'publication' },
    });
    for (const name of ['a.pdf', 'b.pdf', 'c.pdf'])
      await destination.put(await sampleFile({ name }), options());
    expect(graph.faults.list().find(({ id }) => id === rule.id)?.struck).toBe(1);
    await destination.close();
    await world.close();
  });

  it('says what to change where a column keeps them from being checked in', async () => {
    const world = await start({ ...intoLibrary, library: null, columns: false });
    const { graph } = world;
    graph.cloud.library.settings.columns = [
      { name: 'Owner', displayName: 'Owner', required: true },
    ];
    const destination = await world.open();
    await expect(destination.put(await sampleFile(), options())).rejects.toMatchObject({
      fault: 'permission',
      message: expect.stringContaining('let no column require information') as string,
    });
    await destination.close();
    await world.close();
  });
});
