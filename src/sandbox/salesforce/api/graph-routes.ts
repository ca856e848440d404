import { z } from 'zod';

import { SalesforceError } from '../errors.js';
import { HALTED, namedSubrequests, parseDataUrl, presentAnswer, runNamed } from './composite.js';
import type { NamedAnswer } from './composite.js';
import { ok } from './http.js';
import type { ApiHandler, ApiRoute } from './http.js';

const FIRST_VERSION = 50;
const MAX_GRAPHS = 75;
const MAX_NODES = 500;
const MAX_DEPTH = 15;
const MAX_KINDS = 15;
/** After so many failed graphs the rest is not tried. */
const MAX_FAILED = 14;

const graphBody = z.looseObject({
  graphs: z
    .array(z.looseObject({ graphId: z.string().min(1), compositeRequest: namedSubrequests }))
    .min(1),
});

type Graph = z.output<typeof graphBody>['graphs'][number];

/** `POST /composite/graph`: each graph is made as a whole or not at all, whatever becomes of the others. */
const runGraphs: ApiHandler = (request, environment) => {
  if (request.version < FIRST_VERSION)
    throw new SalesforceError('NOT_FOUND', 'The requested resource does not exist');
  const parsed = graphBody.safeParse(request.body);
  if (!parsed.success)
    throw new SalesforceError('INVALID_INPUT', `graphs: ${z.prettifyError(parsed.error)}`);
  const { graphs } = parsed.data;
  checkLimits(graphs);
  let failed = 0;
  return ok({
    graphs: graphs.map((graph) => {
      const answers: NamedAnswer[] =
        failed >= MAX_FAILED
          ? graph.compositeRequest.map(({ referenceId }) => ({
              referenceId,
              response: { status: 400, body: HALTED },
            }))
          : runNamed(request, environment, graph.compositeRequest, true);
      const isSuccessful = answers.every(({ response }) => response.status < 400);
      if (!isSuccessful) failed += 1;
      return {
        graphId: graph.graphId,
        graphResponse: { compositeResponse: answers.map(presentAnswer) },
        isSuccessful,
      };
    }),
  });
};

function checkLimits(graphs: readonly Graph[]): void {
  if (new Set(graphs.map(({ graphId }) => graphId)).size < graphs.length)
    throw new SalesforceError('INVALID_INPUT', 'graphId must be unique');
  if (graphs.length > MAX_GRAPHS) throw exceeded(`${MAX_GRAPHS} graphs`);
  const nodes = graphs.reduce((sum, { compositeRequest }) => sum + compositeRequest.length, 0);
  if (nodes > MAX_NODES) throw exceeded(`${MAX_NODES} nodes`);
  for (const { compositeRequest } of graphs) {
    const kinds = new Set(
      compositeRequest.map(({ method, url }) => {
        const segments = parseDataUrl(url)?.segments ?? [];
        return `${method} ${segments.slice(0, 2).join('/').toLowerCase()}`;
      }),
    );
    if (kinds.size > MAX_KINDS) throw exceeded(`${MAX_KINDS} different nodes in a graph`);
    if (depthOf(compositeRequest) > MAX_DEPTH) throw exceeded(`a depth of ${MAX_DEPTH}`);
  }
}

/** How long the longest chain of references is; a node can only name earlier ones. */
function depthOf(nodes: Graph['compositeRequest']): number {
  const depths = new Map<string, number>();
  for (const { referenceId, url, body } of nodes) {
    const text = url + JSON.stringify(body ?? null);
    const named = [...text.matchAll(/@\{(\w+)/g)].map(([, name = '']) => depths.get(name) ?? 0);
    depths.set(referenceId, 1 + Math.max(0, ...named));
  }
  return Math.max(0, ...depths.values());
}

function exceeded(limit: string): SalesforceError {
  return new SalesforceError('LIMIT_EXCEEDED', `The limit of ${limit} has been exceeded`);
}

export const GRAPH_ROUTES: readonly ApiRoute[] = [
  { method: 'POST', pattern: 'composite/graph', handler: runGraphs },
];
