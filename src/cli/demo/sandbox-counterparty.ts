import { z } from 'zod';
import type { Counterparty } from '../../server/ui-routes.js';

const contractWire = z.object({ contract_status: z.string() });
const refusalWire = z.object({ detail: z.string() });

/** What the sandbox does next with a contract in a status, and how the page says it. */
const NEXT_STEPS: ReadonlyMap<string, { readonly action: string; readonly message: string }> =
  new Map([
    ['DRAFT', { action: 'send', message: 'The contract went to the counterparty for review.' }],
    [
      'REDLINING',
      { action: 'mark', message: 'Both sides agree; the contract is out for signature.' },
    ],
    ['SIGN', { action: 'sign', message: 'The next signatory has signed.' }],
    ['ON_HOLD', { action: 'resume', message: 'The contract is taken up again.' }],
  ]);

/** Plays the other side of the table through the SpotDraft sandbox's control routes. */
export function createSandboxCounterparty(spotdraftUrl: string): Counterparty {
  const routeOf = (id: string) => `${spotdraftUrl}/__sandbox/contracts/${encodeURIComponent(id)}`;
  return {
    async advance(contractId) {
      const found = await fetch(routeOf(contractId));
      if (!found.ok) return { kind: 'refused', message: 'The sandbox has no such contract.' };
      const { contract_status: status } = contractWire.parse(await found.json());
      const step = NEXT_STEPS.get(status);
      if (step === undefined)
        return { kind: 'refused', message: `A contract in ${status} has no next step.` };
      const response = await fetch(`${routeOf(contractId)}/${step.action}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
      });
      if (response.ok) return { kind: 'done', message: step.message };
      const refusal = refusalWire.safeParse(await response.json());
      return {
        kind: 'refused',
        message: refusal.success ? refusal.data.detail : 'The sandbox refused the step.',
      };
    },
  };
}
