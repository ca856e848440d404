import type { StorageSandbox } from '../../../src/sandbox/storage/storage-kit.js';
import type { DestinationWorld } from './destination-suite.js';

/** What an emulator shows of itself from outside, as the battery looks at it. */
export function worldOf(
  sandbox: StorageSandbox,
  root: readonly string[],
): Pick<DestinationWorld, 'files' | 'alter' | 'faults' | 'close'> {
  const prefix = root.map((name) => `${name}/`).join('');
  return {
    files: async () =>
      sandbox.contents.list().map(({ path, bytes, metadata }) => ({
        path: path.startsWith(prefix) ? path.slice(prefix.length) : `outside: ${path}`,
        bytes,
        metadata,
      })),
    alter: async (path, bytes) => {
      sandbox.contents.alter(prefix + path, bytes);
    },
    faults: sandbox.faults,
    close: () => sandbox.close(),
  };
}
