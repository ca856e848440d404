import { randomUUID } from 'node:crypto';
import type {
  Destination,
  FileToPut,
  Inspection,
  PutOutcome,
  StoredFile,
} from '../../connectors/archive/destination.js';
import { DealdraftError } from '../../domain/errors.js';
import { takeDigests } from '../take-digests.js';
import { noted } from '../../domain/said.js';

/** What one step of a check came to. `warning`: it works, or could not be judged. */
export interface CheckStep {
  readonly step: string;
  readonly outcome: Inspection['outcome'];
  /** What was seen, and what to do where it is not as it should be. */
  readonly text: string;
}

/**
 * Tries a destination with a file of its own making: what the destination itself says of sign-in and folder, then writing,
 * keeping what is there, reading back and deleting. Never throws for what the destination does; after a failure the steps
 * that follow from it are not tried. The file is removed again, whatever happened.
 */
export async function* checkDestination(
  open: () => Promise<Destination>,
  { signal }: { readonly signal: AbortSignal },
): AsyncGenerator<CheckStep> {
  const opened = await attempt('open', open);
  if (opened.value === null) {
    yield* [opened.step, ...notChecked(CANARY_STEPS)];
    return;
  }
  try {
    yield* inspectAndTry(opened.value, signal);
  } finally {
    await opened.value.close();
  }
}

/** What the destination itself says of sign-in and folder, and nothing more: no file is written for it. Never throws. */
export async function* inspectDestination(
  open: () => Promise<Destination>,
  { signal }: { readonly signal: AbortSignal },
): AsyncGenerator<CheckStep> {
  const opened = await attempt('open', open);
  if (opened.value === null) {
    yield opened.step;
    return;
  }
  try {
    for await (const step of opened.value.inspect({ signal, readsOnly: true })) yield step;
  } catch (error) {
    yield { step: 'sign-in', outcome: 'failed', text: reasonOf(error) };
  } finally {
    await opened.value.close();
  }
}

async function* inspectAndTry(
  destination: Destination,
  signal: AbortSignal,
): AsyncGenerator<CheckStep> {
  let isUsable = true;
  try {
    for await (const { step, outcome, text } of destination.inspect({ signal })) {
      if (outcome === 'failed') isUsable = false;
      yield { step, outcome, text };
    }
  } catch (error) {
    isUsable = false;
    yield { step: 'sign-in', outcome: 'failed', text: reasonOf(error) };
  }
  yield* isUsable ? await tryCanary(destination, signal) : notChecked(CANARY_STEPS);
}

const CANARY_STEPS = ['write', 'keep', 'read back', 'delete'] as const;

async function tryCanary(destination: Destination, signal: AbortSignal): Promise<CheckStep[]> {
  const id = randomUUID();
  const name = `dealdraft check ${id}.txt`;
  const canary = await canaryOf(name, `check:${id}`, `${CANARY_TEXT}\n${id}\n`);
  const left = new Map<string, StoredFile>();
  const steps: CheckStep[] = [];
  const put = await attempt('write', () => destination.put(canary, { signal, ...UNSAVED }));
  steps.push(put.step ?? writeStep(put.value, name));
  if (put.value === null || put.value.kind === 'taken') {
    await removeByName(destination, name, signal);
    return [...steps, ...notChecked(CANARY_STEPS.slice(1))];
  }
  const { file } = put.value;
  left.set(file.ref.id, file);

  const other = await canaryOf(name, `check:${id}:other`, `${CANARY_TEXT}\nAnother one.\n`);
  const again = await attempt('keep', () => destination.put(other, { signal, ...UNSAVED }));
  if (again.value !== null && again.value.kind !== 'taken') {
    left.set(again.value.file.ref.id, again.value.file);
  }
  steps.push(again.step ?? keepStep(again.value, file));

  const read = await attempt('read back', async () => {
    const { digests } = await takeDigests(destination.read(file.ref, { signal }));
    return digests.sha256;
  });
  steps.push(read.step ?? readStep(read.value, canary));

  const removed = await attempt('delete', async () => {
    for (const { ref } of left.values()) await destination.remove(ref, { signal });
    return destination.stat(file.ref, { signal });
  });
  return [...steps, removed.step ?? deleteStep(removed.value, name)];
}

const CANARY_TEXT = 'A file of "dealdraft archive check". It may be deleted.';
const UNSAVED = { resume: null, save: () => Promise.resolve() };

async function canaryOf(name: string, archiveKey: string, text: string): Promise<FileToPut> {
  const bytes = Buffer.from(text);
  const { digests, sizeBytes } = await takeDigests([bytes]);
  return {
    archiveKey,
    folder: [],
    name,
    contentType: 'text/plain',
    sizeBytes,
    digests,
    metadata: { archiveKey },
    async *bytes(start = 0, end = bytes.length) {
      yield bytes.subarray(start, end);
    },
  };
}

/** After a put whose answer was lost or refused; what can't be removed now either has been said already. */
async function removeByName(
  destination: Destination,
  name: string,
  signal: AbortSignal,
): Promise<void> {
  await attempt('delete', async () => {
    const left = await destination.findByName([], name, { signal });
    if (left !== null) await destination.remove(left.ref, { signal });
    return left;
  });
}

function writeStep(outcome: PutOutcome | null, name: string): CheckStep {
  return outcome === null || outcome.kind === 'taken'
    ? failed(
        'write',
        noted`Says that "${name}" is there already, which it can not be. Look at what stands between dealdraft and it, such as a proxy that keeps answers.`,
      )
    : ok('write', noted`Wrote ${outcome.file.ref.path} (${outcome.file.sizeBytes} bytes).`);
}

function keepStep(outcome: PutOutcome | null, first: StoredFile): CheckStep {
  if (outcome?.kind === 'taken') {
    return ok('keep', noted`A second file of the same name did not replace the first.`);
  }
  return failed(
    'keep',
    outcome !== null && outcome.file.ref.id === first.ref.id
      ? noted`A second file of the same name replaced the first: nothing here protects what is archived. Use a server that honours conditional writes.`
      : noted`A second file of the same name was stored beside the first: a document could be there twice. Use a server that honours conditional writes.`,
  );
}

function readStep(sha256: string | null, canary: FileToPut): CheckStep {
  return sha256 === canary.digests.sha256
    ? ok('read back', noted`The bytes are the ones that were written.`)
    : failed(
        'read back',
        noted`Other bytes came back than were written: something between here and there alters files. Look for a rule or a scanner that rewrites documents.`,
      );
}

function deleteStep(left: StoredFile | null, name: string): CheckStep {
  return left === null
    ? ok('delete', noted`The file is gone again.`)
    : warning('delete', noted`"${name}" is still there; delete it by hand.`);
}

function notChecked(steps: readonly string[]): CheckStep[] {
  return steps.map((step) => warning(step, 'not checked'));
}

type Attempt<Value> =
  | { readonly value: Value; readonly step: null }
  | { readonly value: null; readonly step: CheckStep };

async function attempt<Value>(step: string, run: () => Promise<Value>): Promise<Attempt<Value>> {
  try {
    return { value: await run(), step: null };
  } catch (error) {
    return { value: null, step: failed(step, reasonOf(error)) };
  }
}

function ok(step: string, text: string): CheckStep {
  return { step, outcome: 'ok', text };
}

function warning(step: string, text: string): CheckStep {
  return { step, outcome: 'warning', text };
}

function failed(step: string, text: string): CheckStep {
  return { step, outcome: 'failed', text };
}

/** Of ours, in words for people; of anything else the kind, for nobody knows what stands in it. */
function reasonOf(error: unknown): string {
  if (error instanceof DealdraftError) return error.message;
  const what = error instanceof Error ? error.name : noted`something that is no error`;
  return noted`Failed in a way that nobody foresaw (${what}); run it again with LOG_LEVEL=debug.`;
}
