import { requireComposite, requireInteger } from '../router.js';
import type { ApiAnswer, ApiCall, Fallback, Workspace } from '../router.js';
import { sampleOf } from './sample.js';
import { findOperation, readSpecification } from './specification.js';
import type { Operation, Specification } from './specification.js';
import type { RequestChecks } from './request-checks.js';

/** Says where an answer comes from: the specification's `example`, or its `schema` where it has none. */
const ANSWER_HEADER = 'x-sandbox-answer';

/** Nothing outside is worth reading the specification for. */
const API_PREFIX = '/api/';

/** An archive without a file: what a document looks like whose contents are nobody's. */
const EMPTY_DOCX = Buffer.concat([Buffer.from('PK\x05\x06'), Buffer.alloc(18)]);

interface Loaded {
  readonly specification: Specification;
  readonly checks: RequestChecks;
}

/**
 * Answers each operation of the specification that is not written by hand: the request is checked as the
 * specification declares it, the answer is its example. Nothing is kept, and no webhook is sent.
 */
export function createExampleAnswers(workspace: Workspace): Fallback {
  return {
    async routeOf(method, path) {
      if (!path.startsWith(API_PREFIX)) return null;
      const found = findOperation((await load()).specification, method, path);
      return found.kind === 'operation'
        ? found.operation.template.replaceAll(/\{(\w+)\}/g, ':$1')
        : null;
    },

    async answer(method, path, admit) {
      if (!path.startsWith(API_PREFIX)) return null;
      const { specification, checks } = await load();
      const found = findOperation(specification, method, path);
      if (found.kind === 'other-method') return 'method-not-allowed';
      if (found.kind === 'other-slash') return 'other-slash';
      if (found.kind === 'unknown') return null;
      const call = { ...admit(), params: found.params };
      requireContract(found.operation, call, workspace);
      checks.check(found.operation, call);
      return answerOf(found.operation, { specification, checks });
    },
  };
}

let loading: Promise<Loaded> | undefined;

/** The specification and what checks against it, when an operation needs them for the first time. */
function load(): Promise<Loaded> {
  loading ??= (async () => {
    const [specification, { RequestChecks: Checks }] = await Promise.all([
      readSpecification(),
      import('./request-checks.js'),
    ]);
    return { specification, checks: new Checks(specification) };
  })();
  return loading;
}

/** The contract in a path has to be one of the workspace, named in the form that the operation takes. */
function requireContract({ parameters }: Operation, call: ApiCall, workspace: Workspace): void {
  const parameter = parameters.find(
    ({ name }) => name in call.params && (name === 'contract_id' || name === 'composite_id'),
  );
  if (!parameter) return;
  const named = { ...call, params: { id: call.params[parameter.name] ?? '' } };
  const { type, pattern } = parameter.schema;
  if (type === 'integer' || pattern === '^[0-9]+$') requireInteger(named, workspace);
  else requireComposite(named, workspace);
}

function answerOf({ success }: Operation, { specification, checks }: Loaded): ApiAnswer {
  const { status, content } = success;
  if (content === null) return { status, headers: { [ANSWER_HEADER]: 'example' } };
  if (content.schema.format === 'binary')
    return { status, bytes: EMPTY_DOCX, headers: { [ANSWER_HEADER]: 'schema' } };
  const isExample = content.example !== undefined;
  return {
    status,
    json: isExample
      ? content.example
      : sampleOf(content.schema, specification, (schema, value) => checks.fits(schema, value)),
    headers: { [ANSWER_HEADER]: isExample ? 'example' : 'schema' },
  };
}
