import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createPresentDocuments } from '../../../src/archive/present-documents.js';
import type { PresentDocuments } from '../../../src/archive/present-documents.js';
import { createSpool } from '../../../src/archive/spool.js';
import type { Spool } from '../../../src/archive/spool.js';
import type { Documents, FoundDocument } from '../../../src/connectors/spotdraft/documents.js';
import { parseContractId } from '../../../src/domain/contract-id.js';
import { DOCUMENT_TYPES } from '../../../src/domain/document.js';
import { UpstreamUnavailableError } from '../../../src/domain/errors.js';
import { silentLog } from '../../../src/domain/log.js';
import { ManualClock } from '../../support/manual-clock.js';

const ID = parseContractId('T-1');
const signal = () => AbortSignal.timeout(10_000);

let folder: string;
let spool: Spool;
let clock: ManualClock;
let documents: PresentDocuments;
/** Links in the order in which they were asked for, by the version they lead to. */
let asked: string[];
let fetched: number;
/** What SpotDraft says next. */
let versionId: string | null;
/** Links that no longer lead to anything. */
let ended: Set<number>;
let answer: (asking: AbortSignal) => Promise<void>;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'dealdraft-present-'));
  spool = createSpool({ log: silentLog, root: folder });
  clock = new ManualClock(new Date('2026-11-30T10:00:00Z'));
  asked = [];
  fetched = 0;
  versionId = 'v1';
  ended = new Set();
  answer = async () => undefined;
  const spotdraft: Pick<Documents, 'findDocument'> = {
    async findDocument(_id, options) {
      const number = asked.length;
      const version = versionId;
      asked.push(version ?? 'none');
      await answer(options.signal ?? signal());
      return linkOf(number, version);
    },
  };
  documents = createPresentDocuments({ spotdraft: spotdraft as Documents, spool, clock });
});

afterEach(async () => {
  await spool.close();
  rmSync(folder, { recursive: true, force: true });
});

function linkOf(number: number, version: string | null): FoundDocument {
  return {
    versionId: version,
    async open() {
      fetched += 1;
      if (ended.has(number)) {
        throw new UpstreamUnavailableError('The link has run out.', { service: 'spotdraft' });
      }
      return {
        contentType: DOCUMENT_TYPES.pdf,
        pieces: (async function* () {
          yield Buffer.from(`%PDF-${version}`);
        })(),
      };
    },
  };
}

async function textOf(found: Awaited<ReturnType<PresentDocuments['find']>>): Promise<string> {
  const lease = await found!.spooled(signal());
  const pieces: Uint8Array[] = [];
  for await (const piece of lease!.document.bytes()) pieces.push(piece);
  await lease!.release();
  return Buffer.concat(pieces).toString();
}

describe('the present document', () => {
  test('is asked for once by all who want it because of the same thing', async () => {
    const found = await Promise.all([1, 2, 3].map(() => documents.find(ID, 'cause', signal())));
    const later = await documents.find(ID, 'cause', signal());
    expect(asked).toEqual(['v1']);
    const leases = await Promise.all(found.map((each) => each!.spooled(signal())));
    expect(fetched).toBe(1);
    for (const lease of leases) await lease!.release();
    // Let go of by all, it is off the disk.
    expect(
      readdirSync(folder, { recursive: true }).filter((name) => String(name).endsWith('.part')),
    ).toEqual([]);
    expect(await textOf(later)).toBe('%PDF-v1');
    expect(fetched).toBe(2);
  });

  test('is asked for anew for a later cause, for an unknown one, and when some minutes have passed', async () => {
    await documents.find(ID, 'cause', signal());
    versionId = 'v2';
    expect((await documents.find(ID, 'later', signal()))?.versionId).toBe('v2');
    clock.advance(20 * 60_000);
    await documents.find(ID, 'later', signal());
    await documents.find(ID, null, signal());
    await documents.find(ID, null, signal());
    expect(asked).toEqual(['v1', 'v2', 'v2', 'v2', 'v2']);
  });

  test('is asked for anew where the link of another has run out', async () => {
    await documents.find(ID, 'cause', signal());
    const late = await documents.find(ID, 'cause', signal());
    ended.add(0);
    expect(await textOf(late)).toBe('%PDF-v1');
    expect(asked).toEqual(['v1', 'v1']);
  });

  test('is not there for whom another version came in between', async () => {
    await documents.find(ID, 'cause', signal());
    const late = await documents.find(ID, 'cause', signal());
    ended.add(0);
    versionId = 'v2';
    expect(await late!.spooled(signal())).toBeNull();
  });

  test('that can not be fetched with a link of its own is the failure that it is', async () => {
    const found = await documents.find(ID, 'cause', signal());
    ended.add(0);
    await expect(found!.spooled(signal())).rejects.toThrow('The link has run out.');
    expect(asked).toEqual(['v1']);
  });

  test('is one for each cause where SpotDraft tells no version', async () => {
    versionId = null;
    const first = await documents.find(ID, 'cause', signal());
    const second = await documents.find(ID, 'later', signal());
    const leases = [await first!.spooled(signal()), await second!.spooled(signal())];
    expect(fetched).toBe(2);
    for (const lease of leases) await lease!.release();
  });

  test('that does not exist yet is asked for each time', async () => {
    const none = createPresentDocuments({
      spotdraft: {
        findDocument: async () => {
          asked.push('none');
          return null;
        },
      } as unknown as Documents,
      spool,
      clock,
    });
    expect(await none.find(ID, 'cause', signal())).toBeNull();
    expect(await none.find(ID, 'cause', signal())).toBeNull();
    expect(asked).toHaveLength(2);
  });

  test('is asked for by the next one when whoever asked has left', async () => {
    const leaving = new AbortController();
    answer = (asking) =>
      asked.length > 1
        ? Promise.resolve()
        : new Promise((_resolve, reject) => {
            asking.addEventListener('abort', () => {
              reject(asking.reason as Error);
            });
          });
    const first = documents.find(ID, 'cause', leaving.signal);
    const second = documents.find(ID, 'cause', signal());
    leaving.abort(new Error('stopped'));
    await expect(first).rejects.toThrow('stopped');
    expect((await second)?.versionId).toBe('v1');
    expect(asked).toHaveLength(2);
  });
});
