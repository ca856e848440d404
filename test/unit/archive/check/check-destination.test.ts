import { expect, test } from 'vitest';
import {
  checkDestination,
  type CheckStep,
} from '../../../../src/archive/check/check-destination.js';
import {
  DestinationError,
  type Destination,
  type FileToPut,
  type Inspection,
  type StoredFile,
} from '../../../../src/connectors/archive/destination.js';

interface Kept {
  readonly stored: StoredFile;
  readonly name: string;
  readonly bytes: Buffer;
}

/** A destination in memory that goes wrong where it is told to. */
function destinationWith(
  faults: {
    readonly inspections?: readonly Inspection[];
    readonly onPut?: (file: FileToPut, kept: Kept[]) => 'replace' | 'twin' | 'lose' | undefined;
    readonly alters?: boolean;
    readonly keepsDeleted?: boolean;
  } = {},
): { readonly destination: Destination; readonly kept: Kept[] } {
  const kept: Kept[] = [];
  const destination: Destination = {
    name: 'memory',
    async put(file) {
      const act = faults.onPut?.(file, kept);
      const existing = kept.find(({ name }) => name === file.name);
      if (existing !== undefined && act === undefined)
        return { kind: 'taken', by: existing.stored };
      const pieces: Uint8Array[] = [];
      for await (const piece of file.bytes()) pieces.push(piece);
      const id =
        act === 'replace' && existing !== undefined ? existing.stored.ref.id : `${kept.length}`;
      const stored: StoredFile = {
        ref: { id, path: file.name, url: null },
        sizeBytes: file.sizeBytes,
        digest: null,
        versionId: null,
        archiveKey: file.archiveKey,
      };
      kept.push({ stored, name: file.name, bytes: Buffer.concat(pieces) });
      if (act === 'lose') throw unavailable('The answer was lost; try again later.');
      return { kind: 'created', file: stored };
    },
    stat: async (ref) => kept.find(({ stored }) => stored.ref.id === ref.id)?.stored ?? null,
    async *read(ref) {
      const found = kept.find(({ stored }) => stored.ref.id === ref.id);
      yield faults.alters ? Buffer.from('altered') : (found?.bytes ?? Buffer.alloc(0));
    },
    findByName: async (_, name) => kept.find((each) => each.name === name)?.stored ?? null,
    findByKey: async () => [],
    async remove(ref) {
      if (faults.keepsDeleted) return;
      for (const each of kept.filter(({ stored }) => stored.ref.id === ref.id)) {
        kept.splice(kept.indexOf(each), 1);
      }
    },
    async *inspect() {
      yield* faults.inspections ?? [{ step: 'sign-in', outcome: 'ok', text: 'Signed in.' }];
    },
    close: async () => undefined,
  };
  return { destination, kept };
}

function unavailable(message: string): DestinationError {
  return new DestinationError(message, { fault: 'unavailable' });
}

async function check(destination: Destination): Promise<Record<string, CheckStep['outcome']>> {
  return Object.fromEntries((await steps(destination)).map(({ step, outcome }) => [step, outcome]));
}

async function steps(destination: Destination): Promise<CheckStep[]> {
  const found: CheckStep[] = [];
  const { signal } = new AbortController();
  for await (const step of checkDestination(async () => destination, { signal })) {
    found.push(step);
  }
  return found;
}

const PASSED = { 'sign-in': 'ok', write: 'ok', keep: 'ok', 'read back': 'ok', delete: 'ok' };

test('what works passes each step, and nothing is left', async () => {
  const { destination, kept } = destinationWith();
  expect(await check(destination)).toEqual(PASSED);
  expect(kept).toEqual([]);
});

test('what replaces a file of the same name, or keeps two of it, is no archive', async () => {
  const replacing = destinationWith({ onPut: () => 'replace' });
  expect(await check(replacing.destination)).toEqual({
    ...PASSED,
    keep: 'failed',
    'read back': 'ok',
  });
  const doubling = destinationWith({ onPut: () => 'twin' });
  expect(await check(doubling.destination)).toEqual({ ...PASSED, keep: 'failed' });
  expect([...replacing.kept, ...doubling.kept]).toEqual([]);
});

test('altered bytes and files that stay are said', async () => {
  expect(await check(destinationWith({ alters: true }).destination)).toEqual({
    ...PASSED,
    'read back': 'failed',
  });
  expect(await check(destinationWith({ keepsDeleted: true }).destination)).toEqual({
    ...PASSED,
    delete: 'warning',
  });
});

test('after a write that failed nothing more is tried, and what it left is removed', async () => {
  const { destination, kept } = destinationWith({ onPut: () => 'lose' });
  expect(await steps(destination)).toEqual([
    { step: 'sign-in', outcome: 'ok', text: 'Signed in.' },
    { step: 'write', outcome: 'failed', text: 'The answer was lost; try again later.' },
    { step: 'keep', outcome: 'warning', text: 'not checked' },
    { step: 'read back', outcome: 'warning', text: 'not checked' },
    { step: 'delete', outcome: 'warning', text: 'not checked' },
  ]);
  expect(kept).toEqual([]);
});

test('after a sign-in that failed nothing is written; a warning stops nothing', async () => {
  const failing = destinationWith({
    inspections: [{ step: 'sign-in', outcome: 'failed', text: 'Refused; give another key.' }],
  });
  expect((await steps(failing.destination)).map(({ outcome }) => outcome)).toEqual([
    'failed',
    'warning',
    'warning',
    'warning',
    'warning',
  ]);
  const warned = destinationWith({
    inspections: [{ step: 'columns', outcome: 'warning', text: 'Two are missing.' }],
  });
  expect(await check(warned.destination)).toMatchObject({ columns: 'warning', write: 'ok' });
});

test('an inspection that breaks off is a failed sign-in, and says nothing that nobody has looked at', async () => {
  const breaking = (error: Error): Destination => ({
    ...destinationWith().destination,
    async *inspect() {
      throw error;
    },
  });
  expect((await steps(breaking(unavailable('No answer.'))))[0]).toEqual({
    step: 'sign-in',
    outcome: 'failed',
    text: 'No answer.',
  });
  const [first] = await steps(breaking(new TypeError('Bearer s3cret')));
  expect(first?.text).toBe(
    'Failed in a way that nobody foresaw (TypeError); run it again with LOG_LEVEL=debug.',
  );
});

test('one that can not even be opened says so, and is closed only when it was', async () => {
  const found: CheckStep[] = [];
  const open = async (): Promise<Destination> => {
    throw unavailable('Its library is not installed.');
  };
  const { signal } = new AbortController();
  for await (const step of checkDestination(open, { signal })) found.push(step);
  expect(found.map(({ step, outcome }) => [step, outcome])).toEqual([
    ['open', 'failed'],
    ['write', 'warning'],
    ['keep', 'warning'],
    ['read back', 'warning'],
    ['delete', 'warning'],
  ]);
});
