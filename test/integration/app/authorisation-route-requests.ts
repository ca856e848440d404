import { pdf } from '../../support/documents.js';
import { Refusal } from './authorisation-cell.js';
import type { Ask, Cell, Target } from './authorisation-cell.js';

interface Previewed {
  readonly url: string | null;
  readonly userErrors: readonly { readonly code: string }[];
}

const PREVIEW =
  'mutation ($input: PreviewContractInput!) { previewContract(input: $input) { url userErrors { code } } }';

/** Shows an order form of the target's deal. */
export function preview(
  graphql: Cell['graphql'],
  { deal }: Target,
): Promise<{ readonly previewContract: Previewed }> {
  return graphql(PREVIEW, { input: { opportunityId: deal.id, templateId: '1204' } });
}

/** How each line of the routes' table is asked. */
export const ROUTE_REQUESTS: Readonly<Record<string, Ask>> = {
  'GET /graphql': ({ http }) =>
    http('GET', `/graphql?query=${encodeURIComponent('{ viewer { name } }')}`),
  'POST /graphql': ({ http }) => http('POST', '/graphql', { query: '{ viewer { name } }' }),
  'POST /graphql/stream': ({ http }) =>
    http('POST', '/graphql/stream', { query: '{ viewer { name } }' }),
  'GET /graphql/stream': ({ http }) =>
    http('GET', `/graphql/stream?query=${encodeURIComponent('{ viewer { name } }')}`),
  'POST /uploads': ({ http }) => http('POST', '/uploads?fileName=a.pdf', pdf()),
  'GET /signin': ({ http }) => http('GET', '/signin'),
  'GET /signin/callback': ({ http }) => http('GET', '/signin/callback?code=made-up&state=made-up'),
  'POST /signout': ({ http }) => http('POST', '/signout'),
  'GET /session': ({ http }) => http('GET', '/session'),
  'GET /documents/:contractId': ({ http, target }) => http('GET', `/documents/${target.executed}`),
  // One that the caller had made; previews.test.ts asks for other people's.
  'GET /previews/:previewId': async ({ http, graphql, own }) => {
    try {
      const { previewContract } = await preview(graphql, own);
      return await http('GET', new URL(String(previewContract.url)).pathname);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return http('GET', `/previews/${own.deal.id}-made-up`);
    }
  },
  'POST /webhooks/spotdraft': ({ http }) =>
    http('POST', '/webhooks/spotdraft', { activity: 'CONTRACT_EXECUTED', contract_id: 1 }),
  'GET /': ({ http }) => http('GET', '/'),
  'GET /demo': ({ http }) => http('GET', '/demo'),
  'GET /demo/contracts/:contractId/crm': ({ http, target }) =>
    http('GET', `/demo/contracts/${target.executed}/crm`),
  'POST /demo/contracts/:contractId/advance': ({ http, target }) =>
    http('POST', `/demo/contracts/${target.executed}/advance`),
  'GET /healthz': ({ http }) => http('GET', '/healthz'),
  'GET /readyz': ({ http }) => http('GET', '/readyz'),
  'GET /metrics': ({ http }) => http('GET', '/metrics'),
};
