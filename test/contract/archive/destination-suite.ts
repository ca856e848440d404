import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DestinationError } from '../../../src/connectors/archive/destination.js';
import type {
  Destination,
  DestinationFault,
  FileToPut,
  PutOutcome,
} from '../../../src/connectors/archive/destination.js';
import type { FaultRule } from '../../../src/sandbox/http/fault-rules.js';
import type { FaultKit } from '../../../src/sandbox/http/faults.js';
import { eventually } from '../../support/eventually.js';
import { cutOff, Killed } from './cut-off.js';
import { patternOf, sampleFile } from './sample-file.js';
import { describeStrangers } from './stranger-suite.js';

/** What lies at a destination, seen from outside. */
export interface SeenFile {
  /** Below the destination's root. */
  readonly path: string;
  readonly bytes: Buffer;
  readonly metadata: Readonly<Record<string, string>>;
}

/** One destination with what is behind it, fresh for every test. */
export interface DestinationWorld {
  /** As another process would: nothing is shared with those that were opened before but what lies there. */
  open(): Destination | Promise<Destination>;
  /** Complete files; nothing that a killed try left beside them. */
  files(): Promise<readonly SeenFile[]>;
  /** Damage, behind the destination's back. */
  alter(path: string, bytes: Buffer): Promise<void>;
  /** Null where no network is in between. */
  readonly faults: Pick<FaultKit, 'add' | 'list' | 'clear'> | null;
  /** Texts that no message may have in it. */
  readonly secrets: readonly string[];
  close(): Promise<void>;
}

export interface DestinationUnderTest {
  readonly name: string;
  start(): Promise<DestinationWorld>;
  /** Whether names that differ in case alone are one name there. */
  readonly foldsCase: boolean;
  /** What is kept with a file, and whether files are found by it. */
  readonly metadata: 'none' | 'kept' | 'searchable';
  /** The digest it states is the one that was sent: it says nothing of damage that came later. */
  readonly digestIsOfUpload?: true;
  /** Two writers at once are more than it can tell apart; one at a time is. */
  readonly withoutConditions?: true;
  /** A size that takes several requests; null where every file is one piece. */
  readonly bigBytes: number | null;
  /** Of the request that brings a small file. */
  readonly upload?: NonNullable<FaultRule['match']>;
  /** Of the requests that bring a big one. */
  readonly uploadPart?: NonNullable<FaultRule['match']>;
  /** What the vendor says when it wants a pause of `seconds`; null without a `Retry-After`. */
  readonly throttled?: (seconds: number) => Pick<FaultRule, 'status' | 'headers' | 'body'>;
  readonly withoutRetryAfter?: true;
  /** A token that is no longer good; absent where there are none. */
  readonly unauthorized?: Pick<FaultRule, 'status' | 'headers' | 'body'>;
  /** Breaks the world so that every put fails like this. */
  readonly broken?: Partial<
    Readonly<Record<DestinationFault, (world: DestinationWorld) => Promise<void>>>
  >;
}

interface Trial {
  /** Kills at this call of `save` (from 1), before or after it is durable. */
  readonly killAtSave?: number;
  readonly isDurable?: boolean;
  /** Kills when so many bytes were handed out. */
  readonly killAtBytes?: number;
}

/** The battery that every destination runs. What a process would remember between tries is what it saved, nothing else. */
export function describeDestination(subject: DestinationUnderTest): void {
  const { upload, uploadPart, throttled, unauthorized, bigBytes, withoutRetryAfter } = subject;

  describe(`the destination ${subject.name}`, () => {
    let world: DestinationWorld;
    let opened: Destination[];
    let errors: unknown[];
    const big = lazily(() => patternOf(bigBytes ?? 0));

    beforeEach(async () => {
      world = await subject.start();
      opened = [];
      errors = [];
    });

    afterEach(async () => {
      for (const destination of opened) await destination.close();
      await world.close();
      // No secret in any error that any test has met.
      for (const error of errors) {
        const text = everythingOf(error);
        for (const secret of world.secrets) expect(text).not.toContain(secret);
      }
    });

    const signal = () => AbortSignal.timeout(60_000);

    async function open(): Promise<Destination> {
      const destination = await world.open();
      opened.push(destination);
      return destination;
    }

    /** The ledger's side: what was saved last for this file. */
    function memory() {
      let resume: string | null = null;
      const tryOnce = async (file: FileToPut, trial: Trial = {}): Promise<PutOutcome> => {
        let saves = 0;
        const destination = await open();
        return destination.put(
          trial.killAtBytes === undefined ? file : cutOff(file, trial.killAtBytes),
          {
            resume,
            signal: signal(),
            save: async (text) => {
              saves += 1;
              const dies = saves === trial.killAtSave;
              if (dies && trial.isDurable !== true) throw new Killed();
              resume = text;
              if (dies) throw new Killed();
            },
          },
        );
      };
      return {
        tryOnce,
        get resume() {
          return resume;
        },
        async fail(file: FileToPut, trial?: Trial): Promise<unknown> {
          try {
            await tryOnce(file, trial);
          } catch (error) {
            errors.push(error);
            return error;
          }
          return null;
        },
        /** Tries as the engine would, until it is there. */
        async untilThere(file: FileToPut, maxTries = 6): Promise<PutOutcome> {
          for (let left = maxTries; ; left -= 1) {
            try {
              return await tryOnce(file);
            } catch (error) {
              errors.push(error);
              if (left === 1) throw error;
            }
          }
        },
      };
    }

    const pathOf = ({ folder, name }: FileToPut) => [...folder, name].join('/');

    async function expectOnce(file: FileToPut & { readonly content: Buffer }): Promise<void> {
      const files = await world.files();
      expect(files.map(({ path }) => path)).toEqual([pathOf(file)]);
      expect(files[0]?.bytes.equals(file.content)).toBe(true);
    }

    function hasFault(error: unknown): DestinationFault | null {
      return error instanceof DestinationError ? error.fault : null;
    }

    describe('puts', () => {
      it('a file where it belongs, unaltered, and says the same of it as another process sees', async () => {
        const file = await sampleFile();
        const outcome = await memory().tryOnce(file);
        expect(outcome.kind).toBe('created');
        await expectOnce(file);
        if (outcome.kind === 'taken') return;
        expect(outcome.file.sizeBytes).toBe(file.sizeBytes);
        expect(outcome.file.ref.path).toContain(file.name);
        const other = await open();
        const stored = await other.stat(outcome.file.ref, { signal: signal() });
        expect(stored?.sizeBytes).toBe(file.sizeBytes);
        if (stored?.digest != null) {
          expect(stored.digest.value).toBe(file.digests[stored.digest.name]);
        }
        expect((await readWhole(other, outcome.file.ref)).equals(file.content)).toBe(true);
        const found = await other.findByName(file.folder, file.name, { signal: signal() });
        expect(found?.ref).toEqual(outcome.file.ref);
      });

      it('an empty file, and names in letters of any script', async () => {
        const file = await sampleFile({
          content: '',
          folder: ['Verträge & Söhne', '株式会社'],
          name: "Çà l'œuvre, 100 契約 (T-2) [x] +1=2;.pdf",
        });
        expect((await memory().untilThere(file)).kind).toBe('created');
        await expectOnce(file);
      });

      it('it once, however often it is asked, also with nothing remembered', async () => {
        const file = await sampleFile();
        const { tryOnce } = memory();
        const first = await tryOnce(file);
        expect((await tryOnce(file)).kind).toMatch(/^(?:already-there|created)$/u);
        const forgotten = await memory().tryOnce(file);
        expect(forgotten.kind).toBe('already-there');
        if (first.kind !== 'taken' && forgotten.kind !== 'taken') {
          expect(forgotten.file.ref).toEqual(first.file.ref);
        }
        await expectOnce(file);
      });

      it('nothing in the place of other bytes', async () => {
        const file = await sampleFile();
        await memory().tryOnce(file);
        const other = await sampleFile({ content: 'another contract', archiveKey: 'T-9/v1' });
        const outcome = await memory().tryOnce(other);
        expect(outcome).toMatchObject({ kind: 'taken', by: { sizeBytes: file.sizeBytes } });
        await expectOnce(file);
      });

      it('several files into a folder that is new, at once', async () => {
        const files = await Promise.all(
          [1, 2, 3, 4].map((number) =>
            sampleFile({
              name: `File ${number}.pdf`,
              content: `content ${number}`,
              archiveKey: `T-${number}/v1`,
            }),
          ),
        );
        await Promise.all(files.map((file) => memory().untilThere(file)));
        const stored = await world.files();
        expect(stored.map(({ path }) => path).sort()).toEqual(files.map(pathOf).sort());
        const destination = await open();
        for (const file of files)
          expect(
            await destination.findByName(file.folder, file.name, { signal: signal() }),
          ).not.toBeNull();
      });

      it('one file, where two bring it at once', async () => {
        const file = await sampleFile();
        const outcomes = await Promise.all([memory().untilThere(file), memory().untilThere(file)]);
        expect(outcomes.map(({ kind }) => kind)).not.toContain('taken');
        await expectOnce(file);
      });

      it.skipIf(subject.withoutConditions)(
        'one of two contracts that want the same name at once',
        async () => {
          const one = await sampleFile();
          const two = await sampleFile({ content: 'another contract', archiveKey: 'T-9/v1' });
          const outcomes = await Promise.all([memory().untilThere(one), memory().untilThere(two)]);
          const kinds = outcomes.map(({ kind }) => kind);
          expect(kinds.filter((kind) => kind === 'taken')).toHaveLength(1);
          expect(await world.files()).toHaveLength(1);
        },
      );

      it.runIf(subject.foldsCase)('nothing beside a name that differs in case alone', async () => {
        const file = await sampleFile({ name: 'NDA.pdf' });
        await memory().tryOnce(file);
        const other = await sampleFile({ name: 'nda.PDF', content: 'other', archiveKey: 'T-9/v1' });
        expect((await memory().tryOnce(other)).kind).toBe('taken');
        await expectOnce(file);
        const destination = await open();
        expect(
          await destination.findByName(file.folder, 'nda.pdf', { signal: signal() }),
        ).not.toBeNull();
      });
    });

    describe('keeps metadata', () => {
      it.runIf(subject.metadata !== 'none')(
        'beside the bytes, and tells whose they are',
        async () => {
          const file = await sampleFile();
          const outcome = await memory().tryOnce(file);
          const found = await (
            await open()
          ).findByName(file.folder, file.name, { signal: signal() });
          expect(found?.archiveKey).toBe(file.archiveKey);
          if (outcome.kind === 'taken') return;
          const stored = await (await open()).stat(outcome.file.ref, { signal: signal() });
          expect(stored?.archiveKey).toBe(file.archiveKey);
        },
      );

      it.runIf(subject.metadata !== 'none')(
        'so that the same bytes of another contract are another file',
        async () => {
          const file = await sampleFile();
          await memory().tryOnce(file);
          const twin = await sampleFile({ archiveKey: 'T-9/v1' });
          expect((await memory().tryOnce(twin)).kind).toBe('taken');
          await expectOnce(file);
        },
      );

      it.runIf(subject.metadata === 'searchable')(
        'by which a file is found wherever it went',
        async () => {
          const file = await sampleFile();
          const outcome = await memory().tryOnce(file);
          const found = await (await open()).findByKey(file.archiveKey, { signal: signal() });
          expect(found.map(({ ref }) => ref.id)).toEqual(
            outcome.kind === 'taken' ? [] : [outcome.file.ref.id],
          );
          expect(await (await open()).findByKey('T-none/v1', { signal: signal() })).toEqual([]);
        },
      );
    });

    describe('killed', () => {
      it.each([false, true])(
        'between saves, it goes on and leaves one file (durable: %s)',
        async (isDurable) => {
          for (let killAtSave = 1; ; killAtSave += 1) {
            const file = await sampleFile({
              name: `Killed ${killAtSave}.pdf`,
              archiveKey: `T-${killAtSave}/v1`,
            });
            const attempt = memory();
            const error = await attempt.fail(file, { killAtSave, isDurable });
            await attempt.untilThere(file);
            const stored = (await world.files()).filter(({ path }) => path === pathOf(file));
            expect(stored).toHaveLength(1);
            expect(stored[0]?.bytes.equals(file.content)).toBe(true);
            if (error === null) break;
          }
        },
      );

      it('while bytes were on their way, nothing looks whole that is not', async () => {
        const file = await sampleFile({ content: patternOf(300_000) });
        const attempt = memory();
        expect(await attempt.fail(file, { killAtBytes: 100_000 })).not.toBeNull();
        for (const { bytes } of await world.files()) expect(bytes.equals(file.content)).toBe(true);
        expect((await attempt.untilThere(file)).kind).not.toBe('taken');
        await expectOnce(file);
      });

      it.runIf(bigBytes !== null)(
        'in the middle of a big file, it goes on where it was',
        async () => {
          const file = await sampleFile({ content: big() });
          const attempt = memory();
          expect(await attempt.fail(file, { killAtBytes: file.sizeBytes * 0.7 })).not.toBeNull();
          expect(await world.files()).toHaveLength(0);
          const before = file.handedOutBytes();
          expect((await attempt.untilThere(file)).kind).not.toBe('taken');
          await expectOnce(file);
          expect(file.handedOutBytes() - before).toBeLessThan(file.sizeBytes);
        },
      );

      it.runIf(bigBytes !== null)(
        'between the saves of a big file, it goes on and leaves one file',
        async () => {
          const content = big();
          for (let killAtSave = 1; ; killAtSave += 1) {
            const file = await sampleFile({
              name: `Big ${killAtSave}.pdf`,
              content,
              archiveKey: `T-${killAtSave}/v1`,
            });
            const attempt = memory();
            const error = await attempt.fail(file, { killAtSave, isDurable: true });
            await attempt.untilThere(file);
            const stored = (await world.files()).filter(({ path }) => path === pathOf(file));
            expect(stored.map(({ bytes }) => bytes.equals(content))).toEqual([true]);
            if (error === null || killAtSave === 4) break;
          }
        },
      );
    });

    describe.runIf(upload !== undefined)('over a network', () => {
      const strike = (rule: Omit<FaultRule, 'match'>, match = upload) => {
        world.faults?.add({ times: 1, ...rule, ...(match !== undefined && { match }) });
      };

      it.each([
        { kind: 'drop-before-commit' },
        { kind: 'drop-mid-request' },
        { kind: 'drop-after-commit' },
        { kind: 'truncate' },
        { kind: 'status', status: 503, body: '' },
        { kind: 'status-after-commit', status: 503, body: '' },
        { kind: 'status', status: 502, body: '<html>bad gateway</html>' },
      ] as const)('brings the file once through $kind $status', async (rule) => {
        const file = await sampleFile();
        strike(rule);
        const outcome = await memory().untilThere(file);
        expect(outcome.kind).not.toBe('taken');
        await expectOnce(file);
      });

      const kinds = [
        { kind: 'drop-before-commit' },
        { kind: 'drop-mid-request' },
        { kind: 'drop-after-commit' },
        { kind: 'status', status: 500, body: '' },
        { kind: 'status-after-commit', status: 500, body: '' },
      ] as const;
      // Every step of the upload with the faults in turn, and each fault at several steps.
      const steps = kinds.flatMap((rule, index) =>
        [index, index + 1].map((skip) => ({ ...rule, skip: skip % kinds.length })),
      );
      it.runIf(bigBytes !== null).each(steps)(
        'brings a big file once through $kind $status after $skip requests',
        async (rule) => {
          const file = await sampleFile({ content: big() });
          strike(rule, uploadPart);
          expect((await memory().untilThere(file)).kind).not.toBe('taken');
          await expectOnce(file);
        },
      );

      it('through an answer that is lost, and no memory of the try', async () => {
        const file = await sampleFile();
        strike({ kind: 'drop-after-commit', times: 1 });
        await memory().fail(file);
        expect((await memory().untilThere(file)).kind).not.toBe('taken');
        await expectOnce(file);
      });

      it.runIf(throttled !== undefined)(
        'says how long it is asked to wait, and does not wait itself',
        async () => {
          const file = await sampleFile();
          strike({ kind: 'status', times: 1, ...throttled?.(7) });
          const error = await memory().fail(file);
          expect(hasFault(error)).toBe('throttled');
          if (withoutRetryAfter !== true) expect(error).toMatchObject({ retryAfterMs: 7_000 });
          await memory().untilThere(file);
          await expectOnce(file);
        },
      );

      it.runIf(unauthorized !== undefined)(
        'signs in again once where its token has run out',
        async () => {
          const file = await sampleFile();
          strike({ kind: 'status', times: 1, ...unauthorized });
          expect((await memory().tryOnce(file)).kind).toBe('created');
          await expectOnce(file);
          strike({ kind: 'status', times: 2, ...unauthorized });
          const other = await sampleFile({
            name: 'Other.pdf',
            archiveKey: 'T-2/v1',
            content: 'other',
          });
          expect(hasFault(await memory().fail(other))).toBe('sign-in');
        },
      );

      describeStrangers({ world: () => world, open, memory, readWhole, signal });

      it('gives up when it is told to, and the next try brings the file', async () => {
        const file = await sampleFile();
        strike({ kind: 'latency', latencyMs: 60_000 });
        const destination = await open();
        const giveUp = new AbortController();
        const put = destination.put(file, {
          resume: null,
          signal: giveUp.signal,
          save: async () => undefined,
        });
        const ended = expect(put).rejects.toThrow();
        await eventually(() => expect(world.faults?.list().at(-1)?.struck).toBe(1));
        giveUp.abort(new Error('told to stop'));
        await ended;
        await memory().untilThere(file);
        await expectOnce(file);
      });
    });

    describe('says what an admin has to do', () => {
      const broken = Object.entries(subject.broken ?? {}) as [
        DestinationFault,
        (world: DestinationWorld) => Promise<void>,
      ][];
      it.each(broken)('where it fails with %s', async (fault, breakIt) => {
        await breakIt(world);
        const error = await memory().fail(await sampleFile());
        expect(hasFault(error)).toBe(fault);
        expect((error as Error).message).toMatch(/^[A-Z].{20,}/u);
        expect(await world.files()).toHaveLength(0);
      });

      it('with steps that pass where nothing is wrong', async () => {
        const steps = [];
        for await (const step of (await open()).inspect({ signal: signal() })) steps.push(step);
        expect(steps.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
        expect(steps.length).toBeGreaterThan(0);
      });

      const beforehand = broken.filter(([fault]) => ['missing', 'sign-in'].includes(fault));
      it.each(beforehand)('in the steps, too, where it is %s', async (_fault, breakIt) => {
        await breakIt(world);
        const steps = [];
        for await (const step of (await open()).inspect({ signal: signal() })) steps.push(step);
        expect(steps.map(({ outcome }) => outcome)).toContain('failed');
      });
    });

    describe('looks', () => {
      async function putSample() {
        const file = await sampleFile();
        const outcome = await memory().tryOnce(file);
        if (outcome.kind === 'taken') throw new Error('nothing was there before');
        return { file, ref: outcome.file.ref };
      }

      it('at the bytes as they lie there, damage with them', async () => {
        const { file, ref } = await putSample();
        const damaged = Buffer.from(file.content);
        damaged[3] = 0;
        await world.alter(pathOf(file), damaged);
        const destination = await open();
        expect((await readWhole(destination, ref)).equals(damaged)).toBe(true);
        const stored = await destination.stat(ref, { signal: signal() });
        if (stored?.digest != null && subject.digestIsOfUpload !== true) {
          expect(stored.digest.value).not.toBe(file.digests[stored.digest.name]);
        }
      });

      it('for what is gone, and removes it once', async () => {
        const { file, ref } = await putSample();
        const destination = await open();
        await destination.remove(ref, { signal: signal() });
        await destination.remove(ref, { signal: signal() });
        expect(await world.files()).toHaveLength(0);
        expect(await destination.stat(ref, { signal: signal() })).toBeNull();
        expect(
          await destination.findByName(file.folder, file.name, { signal: signal() }),
        ).toBeNull();
        expect(
          await destination.findByName(['No', 'such'], 'x.pdf', { signal: signal() }),
        ).toBeNull();
        const error: unknown = await readWhole(destination, ref).catch((reason: unknown) => reason);
        errors.push(error);
        expect(hasFault(error)).toBe('gone');
        // The name is free again.
        expect((await memory().untilThere(file)).kind).toBe('created');
      });
    });

    async function readWhole(destination: Destination, ref: Parameters<Destination['read']>[0]) {
      const pieces: Uint8Array[] = [];
      for await (const piece of destination.read(ref, { signal: signal() })) pieces.push(piece);
      return Buffer.concat(pieces);
    }
  });
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** What a log would show of it, and what it carries along. */
function everythingOf(error: unknown, depth = 0): string {
  if (!(error instanceof Error) || depth > 4) return String(error);
  const own = JSON.stringify(Object.fromEntries(Object.entries(error)), (_key, value: unknown) =>
    value instanceof Error ? value.message : value,
  );
  return `${error.message} ${error.stack ?? ''} ${own} ${everythingOf(error.cause, depth + 1)}`;
}
