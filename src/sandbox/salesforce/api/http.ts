import type { Json } from '../representation.js';
import type { Org } from '../org.js';
import type { Principal } from '../sharing.js';

/** A request below `/services/data/vNN.0/`, on its own or inside a composite. */
export interface ApiRequest {
  readonly method: string;
  /** Decoded path segments after the version. */
  readonly segments: readonly string[];
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: unknown;
  readonly apiBase: string;
  /** 66 for v66.0. */
  readonly version: number;
  readonly principal: Principal;
}

export interface ApiResponse {
  readonly status: number;
  readonly body: Json | Buffer | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ApiEnvironment {
  readonly org: Org;
  readonly queryPageSize: number;
  readonly recordSoql: (soql: string) => void;
  readonly usage: { readonly used: number; readonly max: number };
  readonly instanceUrl: string;
  /** Answers a subrequest of a composite, counted or not as the caller says. */
  readonly dispatch: (request: ApiRequest) => ApiResponse;
  /** Counts one more call against the daily limit. */
  readonly countCall: () => void;
}

export type ApiHandler = (
  request: ApiRequest,
  environment: ApiEnvironment,
  params: Readonly<Record<string, string>>,
) => ApiResponse;

export interface ApiRoute {
  readonly method: string;
  /** Segments; one that starts with a colon matches anything and becomes a parameter. */
  readonly pattern: string;
  readonly handler: ApiHandler;
}

export function matchPattern(
  pattern: string,
  segments: readonly string[],
): Record<string, string> | null {
  const parts = pattern === '' ? [] : pattern.split('/');
  if (parts.length !== segments.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const segment = segments[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = segment;
    else if (part.toLowerCase() !== segment.toLowerCase()) return null;
  }
  return params;
}

export function ok(body: Json): ApiResponse {
  return { status: 200, body };
}
