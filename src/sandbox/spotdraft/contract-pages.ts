import type { FastifyInstance } from 'fastify';

import type { ControlAction, SandboxControl } from './control/control.js';
import { contractBlocks } from './documents/contract-document.js';
import type { Block } from './documents/contract-document.js';
import { ApiError } from './errors.js';
import { isObject } from './json.js';
import { displayStatus } from './model.js';
import type { Contract, ContractStatus, Signatory } from './model.js';
import type { Workspace } from './router.js';

/** Where SpotDraft's own application shows a contract. */
const APP_CONTRACTS = 'https://app.spotdraft.com/contracts/v2/';
/** Part of the sandbox's origin, but no part of the API. */
export const PAGE_PREFIX = '/app/contracts/';

interface Address {
  readonly Params: { readonly number: string };
  /** Historical contracts have numbers of their own, which template contracts have as well. */
  readonly Querystring: { readonly kind?: string };
}

/**
 * Has the links of contracts lead to a page of this sandbox, where SpotDraft's own would lead to an application that knows
 * nothing of them. There a person reads the contract and plays whoever is to sign it.
 */
export function installContractPages(
  app: FastifyInstance,
  { state }: Workspace,
  control: SandboxControl,
): void {
  app.addHook('onSend', async (request, _reply, payload) =>
    typeof payload === 'string'
      ? payload.replaceAll(APP_CONTRACTS, `${request.protocol}://${request.host}${PAGE_PREFIX}`)
      : payload,
  );
  const find = ({ number }: Address['Params'], { kind }: Address['Querystring']) =>
    kind === undefined
      ? state.contractByNumber(Number(number))
      : state.contract(`${kind}-${Number(number)}`);

  void app.register(async (pages) => {
    pages.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 10_000 },
      (_request, text, done) => {
        done(null, Object.fromEntries(new URLSearchParams(text.toString())));
      },
    );
    pages.addHook('onRequest', async (_request, reply) => {
      void reply.type('text/html; charset=utf-8').header('cache-control', 'no-store');
    });
    pages.get<Address>(`${PAGE_PREFIX}:number`, async ({ params, query, url }, reply) => {
      const contract = find(params, query);
      if (!contract) return reply.code(404).send(page('There is no such contract', ''));
      return reply.send(contractPage(contract, url));
    });
    pages.post<Address & { Body: unknown }>(
      `${PAGE_PREFIX}:number`,
      async ({ params, query, url, body, headers }, reply) => {
        const contract = find(params, query);
        if (!contract) return reply.code(404).send(page('There is no such contract', ''));
        const form = isObject(body) ? body : {};
        const action = STEPS.find((name) => name === form['action']);
        if (action === undefined || headers['sec-fetch-site'] === 'cross-site')
          return reply.code(400).send(contractPage(contract, url, 'There is no such step.'));
        try {
          control.act(contract.compositeId, action, form);
        } catch (error) {
          if (!(error instanceof ApiError)) throw error;
          return reply.code(409).send(contractPage(contract, url, reasonOf(error)));
        }
        return reply.redirect(url, 303);
      },
    );
  });
}

const STEPS = ['send', 'mark', 'sign', 'decline', 'resume'] satisfies readonly ControlAction[];

function reasonOf({ body }: ApiError): string {
  return isObject(body) && typeof body['detail'] === 'string'
    ? body['detail']
    : 'The sandbox refused the step.';
}

const STATUSES: Partial<Record<ContractStatus, string>> = {
  DRAFT: 'Draft',
  REDLINING: 'In negotiation',
  SIGN: 'Out for signature',
  EXECUTED: 'Signed by everybody',
  VOIDED: 'Voided',
  ON_HOLD: 'On hold',
};

/** What moves a contract on that nobody has to sign yet. */
const NEXT: Partial<Record<ContractStatus, { readonly step: string; readonly label: string }>> = {
  DRAFT: { step: 'send', label: 'Send to the counterparty for review' },
  REDLINING: { step: 'mark', label: 'Both sides agree: ask for signatures' },
  ON_HOLD: { step: 'resume', label: 'Take it up again' },
};

function contractPage(contract: Contract, address: string, problem = ''): string {
  const status = displayStatus(contract);
  const next = NEXT[status];
  const form = (step: string, inner: string) =>
    `<form method="post" action="${escaped(address)}"><input type="hidden" name="action" value="${step}">${inner}</form>`;
  const signatory = (one: Signatory) => {
    const email = `<input type="hidden" name="email" value="${escaped(one.email)}">`;
    const name = escaped(one.name);
    const steps =
      status === 'SIGN' && one.action === undefined
        ? form('sign', `${email}<button>Sign as ${name}</button>`) +
          form(
            'decline',
            `${email}<label>Reason <input name="reason" required maxlength="500"></label><button>Decline as ${name}</button>`,
          )
        : '';
    return `<li><strong>${name}</strong> (${escaped(one.email)}), ${one.isCounterparty ? 'counterparty' : 'our side'}: ${escaped(stateOf(one))}${steps}</li>`;
  };
  const receivers = contract.parties.map(
    ({ name, poc }) =>
      `<li>${escaped([name, `${poc.firstName} ${poc.lastName}`.trim(), poc.email].filter(Boolean).join(', '))}</li>`,
  );
  return page(
    contract.name,
    `${problem === '' ? '' : `<p role="alert">${escaped(problem)}</p>`}
<p>${contract.compositeId}: ${STATUSES[status] ?? status}</p>
${next === undefined ? '' : form(next.step, `<button>${next.label}</button>`)}
<h2>Who gets it</h2>
<ul>${receivers.join('')}</ul>
<h2>Who signs it</h2>
${contract.signatories.length === 0 ? '<p>Nobody is named.</p>' : `<ol>${contract.signatories.map(signatory).join('')}</ol>`}
<h2>What it says</h2>
<article>${contractBlocks(contract).map(blockHtml).join('\n')}</article>`,
  );
}

function stateOf({ action, sentAt }: Signatory): string {
  if (action !== undefined) return action.isSuccess ? 'has signed' : `declined: ${action.notes}`;
  return sentAt === undefined ? 'not asked yet' : 'has yet to sign';
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h3>${escaped(block.text)}</h3>`;
    case 'text':
      return `<p>${escaped(block.text)}</p>`;
    case 'clause':
      return `<h3>${escaped(block.heading)}</h3><p>${escaped(block.text)}</p>`;
    case 'table': {
      const cells = (tag: string, row: readonly string[]) =>
        `<tr>${row.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join('')}</tr>`;
      const total =
        block.total === null
          ? ''
          : cells('th', ['Total', ...block.columns.slice(2).map(() => ''), block.total]);
      return `<h3>${escaped(block.heading)}</h3><table>${cells('th', block.columns)}${block.rows.map((row) => cells('td', row)).join('')}${total}</table>`;
    }
    case 'signature':
      return `<p><strong>${escaped(block.who)}</strong><br>${escaped(block.said)}</p>`;
  }
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(title)} | SpotDraft sandbox</title><link rel="icon" href="data:,">
<style>:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}aside,[role=alert]{padding:.5rem .75rem;border:2px dashed}article{padding:.25rem 1.25rem;border:1px solid}h1{line-height:1.2}h3{margin:1rem 0 0;font-size:1rem}h3+p{margin:0}table{width:100%;border-collapse:collapse}th,td{padding:.25rem;border-bottom:1px solid;text-align:right}th:first-child,td:first-child{text-align:left}form{margin:.5rem 0}button,input{font:inherit;max-width:100%;padding:.25rem .75rem}</style>
<aside>This page of the sandbox stands for SpotDraft's own application. Here you play whoever is asked to sign.</aside>
<h1>${escaped(title)}</h1>
${body}
</html>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
