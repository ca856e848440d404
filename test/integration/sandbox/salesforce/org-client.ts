import { importPKCS8, SignJWT } from 'jose';

import type { SalesforceSandbox } from '../../../../src/sandbox/salesforce/index.js';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON, the text where it is not JSON, `null` without a body. */
  readonly body: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- foreign data that each test asserts piece by piece
}

export interface OrgClient {
  readonly token: string;
  call(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  query(soql: string, headers?: Record<string, string>): Promise<Answer>;
  /** The records of a query that has to succeed. */
  records(soql: string): Promise<any[]>; // eslint-disable-line @typescript-eslint/no-explicit-any -- as above
}

export const V = '/services/data/v66.0';
export const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

export async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  let body: unknown = text === '' ? null : text;
  if (response.headers.get('content-type')?.startsWith('application/json') && text !== '')
    body = JSON.parse(text);
  return { status: response.status, headers: response.headers, body };
}

export interface AssertionOptions {
  readonly subject?: string;
  readonly issuer?: string;
  readonly audience?: string;
  /** Seconds since the epoch. */
  readonly expiresAt?: number;
  readonly privateKeyPem?: string;
}

export async function signAssertion(
  org: SalesforceSandbox,
  options: AssertionOptions = {},
): Promise<string> {
  const key = await importPKCS8(options.privateKeyPem ?? org.privateKeyPem ?? '', 'RS256');
  return new SignJWT({})
    .setProtectedHeader({ alg: 'RS256' })
    .setIssuer(options.issuer ?? org.clientId)
    .setSubject(options.subject ?? org.integrationUsername)
    .setAudience(options.audience ?? org.url)
    .setExpirationTime(options.expiresAt ?? Math.floor(Date.now() / 1000) + 120)
    .sign(key);
}

export async function postToken(
  org: SalesforceSandbox,
  form: Record<string, string>,
): Promise<Answer> {
  const response = await fetch(`${org.url}/services/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  return readAnswer(response);
}

/** A session of one user, by the JWT bearer flow. */
export async function signIn(
  org: SalesforceSandbox,
  username = org.integrationUsername,
): Promise<OrgClient> {
  const assertion = await signAssertion(org, { subject: username });
  const { body } = await postToken(org, { grant_type: JWT_BEARER, assertion });
  const token: string = body.access_token;
  const call: OrgClient['call'] = async (method, path, requestBody, headers = {}) => {
    const response = await fetch(org.url + path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(requestBody === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(requestBody === undefined ? {} : { body: JSON.stringify(requestBody) }),
    });
    return readAnswer(response);
  };
  const query: OrgClient['query'] = (soql, headers) =>
    call('GET', `${V}/query?q=${encodeURIComponent(soql)}`, undefined, headers);
  return {
    token,
    call,
    query,
    records: async (soql) => {
      const answer = await query(soql);
      if (answer.status !== 200) throw new Error(`${soql}: ${JSON.stringify(answer.body)}`);
      return answer.body.records;
    },
  };
}

export function usernameOf(org: SalesforceSandbox, firstName: string): string {
  return org.users.find((user) => user.name.startsWith(firstName))!.username;
}

export function userIdOf(org: SalesforceSandbox, firstName: string): string {
  return org.users.find((user) => user.name.startsWith(firstName))!.id;
}
