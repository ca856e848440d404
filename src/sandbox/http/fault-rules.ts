/**
 * What a fault does to a matching request.
 *
 * - `latency`: waits `latencyMs`, then carries on (other rules may still strike).
 * - `late-commit`: takes the request in, waits `latencyMs`, then carries it out, also when the caller has hung up.
 * - `status`: answers `status` with `headers` and `body`; the handler never runs.
 * - `drop-before-commit`: closes the socket; the handler never runs.
 * - `drop-mid-request`: takes in half of the request's body, then closes the socket; the handler never runs.
 * - `drop-after-commit`: runs the handler, then closes the socket without an answer.
 * - `truncate`: runs the handler, announces the whole body, sends half of it and closes the socket.
 * - `cut-body`: runs the handler, sends half of the body as if that were all of it.
 * - `status-after-commit`: runs the handler, then answers `status` with `headers` and `body` instead.
 * - `late-answer`: runs the handler, then keeps the answer back for `latencyMs`.
 * - `slow-answer`: runs the handler, then sends the answer in ten pieces over `latencyMs`.
 * - `edit`: runs the handler, then changes members (`set`, `remove`) and `headers` of its answer.
 */
export const FAULT_KINDS = [
  'latency',
  'late-commit',
  'status',
  'drop-before-commit',
  'drop-mid-request',
  'drop-after-commit',
  'truncate',
  'cut-body',
  'status-after-commit',
  'late-answer',
  'slow-answer',
  'edit',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

export interface FaultRule {
  /**
   * `method` is exact, `path` a substring of the URL with its query, `pattern` a regular expression over the same;
   * what is given must all fit. Without `match` every request.
   */
  readonly match?: {
    readonly method?: string;
    readonly path?: string;
    readonly pattern?: string;
  };
  readonly kind: FaultKind;
  /** How many requests it strikes; without it, until the rules are cleared. */
  readonly times?: number;
  /** How many matching requests it lets through before the first one it strikes. */
  readonly skip?: number;
  /** How long it is in force, counted from when it was added. */
  readonly forMs?: number;
  /** The share of the matching requests that it strikes, 0 to 1, each by chance; 1 without it. */
  readonly rate?: number;
  /** The same seed strikes the same ones, counted as they come; 1 without it. Needs `rate`. */
  readonly seed?: number;
  readonly latencyMs?: number;
  readonly status?: number;
  /** Sent as JSON, a string as it is: as a page where it begins with `<`; the empty string is no body at all. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** New values by the path of the member: `{"instance_url": "…", "results.0.id": "…"}`. */
  readonly set?: Readonly<Record<string, unknown>>;
  /** Paths of members that are left out. */
  readonly remove?: readonly string[];
}

/** Members that belong to some kinds alone, and what each of them cannot do without. */
const OWN_MEMBERS: Readonly<
  Record<FaultKind, { readonly allowed: readonly string[]; readonly required: readonly string[] }>
> = {
  latency: { allowed: ['latencyMs'], required: ['latencyMs'] },
  'late-commit': { allowed: ['latencyMs'], required: ['latencyMs'] },
  status: { allowed: ['status', 'body', 'headers'], required: ['status'] },
  'drop-before-commit': { allowed: [], required: [] },
  'drop-mid-request': { allowed: [], required: [] },
  'drop-after-commit': { allowed: [], required: [] },
  truncate: { allowed: [], required: [] },
  'cut-body': { allowed: [], required: [] },
  'status-after-commit': { allowed: ['status', 'body', 'headers'], required: ['status'] },
  'late-answer': { allowed: ['latencyMs'], required: ['latencyMs'] },
  'slow-answer': { allowed: ['latencyMs'], required: ['latencyMs'] },
  edit: { allowed: ['set', 'remove', 'headers'], required: [] },
};

const COMMON_MEMBERS = ['kind', 'match', 'times', 'skip', 'forMs', 'rate', 'seed'];
const MATCH_MEMBERS = ['method', 'path', 'pattern'];

/**
 * Reads a rule from a control request's body.
 *
 * @throws Error saying which member is wrong.
 */
export function parseFaultRule(input: unknown): FaultRule {
  const rule = asRecord(input, 'a fault rule');
  const kind = FAULT_KINDS.find((candidate) => candidate === rule.kind);
  if (!kind) throw new Error(`kind must be one of ${FAULT_KINDS.join(', ')}`);
  checkMembers(rule, kind);
  const values = {
    match: rule.match === undefined ? undefined : parseMatch(rule.match),
    times: optionalCount(rule.times, 'times'),
    skip: optionalCount(rule.skip, 'skip'),
    forMs: optionalCount(rule.forMs, 'forMs'),
    rate: optionalShare(rule.rate, 'rate'),
    seed: optionalCount(rule.seed, 'seed'),
    latencyMs: optionalCount(rule.latencyMs, 'latencyMs'),
    status: optionalStatus(rule.status, kind),
    headers: rule.headers === undefined ? undefined : asTexts(rule.headers, 'headers'),
    set: rule.set === undefined ? undefined : asRecord(rule.set, 'set'),
    remove: optionalPaths(rule.remove),
  };
  if (values.seed !== undefined && values.rate === undefined) {
    throw new Error('seed chooses which requests a rate strikes: give a rate as well');
  }
  return { kind, ...dropUndefined(values), ...('body' in rule && { body: rule.body }) };
}

function checkMembers(rule: Record<string, unknown>, kind: FaultKind): void {
  const { allowed, required } = OWN_MEMBERS[kind];
  for (const name of required) {
    if (rule[name] !== undefined) continue;
    // A status has bounds of its own to name.
    if (name !== 'status') throw new Error(`${name} must be given for kind "${kind}"`);
  }
  for (const name of Object.keys(rule)) {
    if (!COMMON_MEMBERS.includes(name) && !allowed.includes(name)) {
      throw new Error(`a fault of kind "${kind}" has no member ${name}`);
    }
  }
  if (kind === 'edit' && !allowed.some((name) => rule[name] !== undefined)) {
    throw new Error('set, remove or headers must be given for kind "edit"');
  }
}

function parseMatch(input: unknown): NonNullable<FaultRule['match']> {
  const match = asRecord(input, 'match');
  for (const name of Object.keys(match)) {
    if (!MATCH_MEMBERS.includes(name)) throw new Error(`match has no member ${name}`);
  }
  const pattern = optionalString(match.pattern, 'match.pattern');
  if (pattern !== undefined) toRegex(pattern);
  return dropUndefined({
    method: optionalString(match.method, 'match.method'),
    path: optionalString(match.path, 'match.path'),
    pattern,
  });
}

/** @throws Error for what is no regular expression. */
export function toRegex(pattern: string): RegExp {
  try {
    return new RegExp(pattern);
  } catch {
    throw new Error('match.pattern must be a regular expression');
  }
}

function optionalStatus(value: unknown, kind: FaultKind): number | undefined {
  if (!OWN_MEMBERS[kind].required.includes('status')) return undefined;
  const status = optionalCount(value, 'status');
  if (status === undefined || status < 200 || status > 599) {
    throw new Error(`status must be an HTTP status from 200 to 599 for kind "${kind}"`);
  }
  return status;
}

function optionalPaths(value: unknown): string[] | undefined {
  if (value === undefined) return undefined;
  const paths = Array.isArray(value)
    ? value.filter((path): path is string => typeof path === 'string')
    : [];
  if (!Array.isArray(value) || paths.length < value.length) {
    throw new Error('remove must be a list of strings');
  }
  return paths;
}

function asTexts(input: unknown, what: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(asRecord(input, what)).map(([name, value]) => {
      if (typeof value !== 'string') throw new Error(`${what}.${name} must be a string`);
      return [name.toLowerCase(), value];
    }),
  );
}

function asRecord(input: unknown, what: string): Record<string, unknown> {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw new Error(`${what} must be an object`);
  }
  return Object.fromEntries(Object.entries(input));
}

function optionalString(value: unknown, what: string): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  throw new Error(`${what} must be a string`);
}

function optionalCount(value: unknown, what: string): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
  throw new Error(`${what} must be a whole number, 0 or more`);
}

function optionalShare(value: unknown, what: string): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'number' && value >= 0 && value <= 1) return value;
  throw new Error(`${what} must be a number from 0 to 1`);
}

function dropUndefined<Value extends object>(
  value: Value,
): { [Key in keyof Value]?: Exclude<Value[Key], undefined> };
function dropUndefined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));
}
