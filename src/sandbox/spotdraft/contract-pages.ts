import type { FastifyInstance } from 'fastify';

import { contractLines } from './documents/pdf.js';
import type { Workspace } from './router.js';

/** Where SpotDraft's own application shows a contract. */
const APP_CONTRACTS = 'https://app.spotdraft.com/contracts/v2/';
/** Part of the sandbox's origin, but no part of the API. */
export const PAGE_PREFIX = '/app/contracts/';

/**
 * Has the links of contracts lead to a page of this sandbox, where SpotDraft's own would lead to an application that knows
 * nothing of them.
 */
export function installContractPages(app: FastifyInstance, workspace: Workspace): void {
  app.addHook('onSend', async (request, _reply, payload) =>
    typeof payload === 'string'
      ? payload.replaceAll(APP_CONTRACTS, `${request.protocol}://${request.host}${PAGE_PREFIX}`)
      : payload,
  );
  app.get<{ Params: { number: string } }>(`${PAGE_PREFIX}:number`, async (request, reply) => {
    const contract = workspace.state.contractByNumber(Number(request.params.number));
    void reply.type('text/html; charset=utf-8').header('cache-control', 'no-store');
    if (!contract) return reply.code(404).send(page('There is no such contract', []));
    return reply.send(page(contract.name, contractLines(contract)));
  });
}

function page(title: string, lines: readonly string[]): string {
  const body = lines.map((line) => `<p>${escaped(line)}</p>`).join('\n');
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(title)} | SpotDraft sandbox</title>
<style>body{font:1rem/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark;overflow-wrap:anywhere}p{margin:.25rem 0;min-height:1em;white-space:pre-wrap}aside{padding:.5rem .75rem;border:2px dashed}</style>
<aside>This page of the sandbox stands for SpotDraft's own application.</aside>
<h1>${escaped(title)}</h1>
${body}
</html>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
