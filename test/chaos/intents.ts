import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Random } from './random.js';

const CREATE = `mutation Create($input: CreateContractInput!) {
  createContract(input: $input) { contract { id } created userErrors { code message } }
}`;
const TEMPLATE_ID = '1204';
const AGAIN_AFTER_MS = 300;

const answerBody = z.object({
  data: z
    .object({
      createContract: z.object({
        contract: z.object({ id: z.string() }).nullable(),
        userErrors: z.array(z.object({ code: z.string(), message: z.string() })),
      }),
    })
    .nullish(),
});

/** Answers after which a person would try the same again. */
const PASSING = ['CREATION_UNCERTAIN', 'RATE_LIMITED', 'UPSTREAM_UNAVAILABLE'];

export interface IntentOptions {
  /** Asked in turn. */
  readonly urls: readonly string[];
  readonly apiKey: string;
  /** One intent for each. */
  readonly dealIds: readonly string[];
  readonly spreadOverMs: number;
  readonly random: Random;
  /** From the start; what has no answer then is left open. */
  readonly giveUpAfterMs: number;
}

/**
 * Generates one contract for each deal, asking again with the same key until there is an answer, as a person does whose
 * screen says that something went wrong.
 *
 * @returns the contract of each deal that has one now.
 * @throws when a refusal is not of the passing kind.
 */
export async function carryOutIntents(options: IntentOptions): Promise<Map<string, string>> {
  const { dealIds, spreadOverMs, random } = options;
  const deadline = Date.now() + options.giveUpAfterMs;
  const startsAtMs = dealIds.map(() => random.next() * spreadOverMs);
  const made = new Map<string, string>();
  await Promise.all(
    dealIds.map(async (dealId, index) => {
      await sleep(startsAtMs[index] ?? 0);
      const id = await carryOut(options, dealId, deadline);
      if (id !== null) made.set(dealId, id);
    }),
  );
  return made;
}

async function carryOut(
  { urls, apiKey }: IntentOptions,
  dealId: string,
  deadline: number,
): Promise<string | null> {
  for (let attempt = 0; ; attempt += 1) {
    const id = await ask(urls[attempt % urls.length] ?? '', apiKey, dealId);
    if (id !== null || Date.now() > deadline) return id;
    await sleep(AGAIN_AFTER_MS);
  }
}

/** The contract's id; null when it is worth asking again. */
async function ask(url: string, apiKey: string, dealId: string): Promise<string | null> {
  const input = {
    opportunityId: dealId,
    templateId: TEMPLATE_ID,
    idempotencyKey: `intent-${dealId}`,
    data: { payment_terms: 'net_30' },
  };
  let text: string;
  try {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': apiKey },
      body: JSON.stringify({ query: CREATE, variables: { input } }),
      signal: AbortSignal.timeout(60_000),
    });
    text = await response.text();
  } catch {
    return null; // the process is dead, or died over it
  }
  const { data } = answerBody.parse(JSON.parse(text));
  const id = data?.createContract.contract?.id;
  if (id !== undefined) return id;
  const refusal = data?.createContract.userErrors[0];
  if (refusal !== undefined && !PASSING.includes(refusal.code)) {
    throw new Error(`The contract of ${dealId} was refused: ${refusal.code} ${refusal.message}`);
  }
  return null;
}
