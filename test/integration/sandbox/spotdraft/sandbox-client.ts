import type { SpotDraftSandbox } from '../../../../src/sandbox/spotdraft/index.js';

/** What came over HTTP: a test looks at it piece by piece, and its assertions are the types. */
export type Foreign = ReturnType<JSON['parse']>;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON, bytes for a PDF, `undefined` without a body. */
  readonly body: Foreign;
}

export type Call = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<Answer>;

export const V21 = '/api/v2.1/public';

/** Calls a sandbox with its credentials, following no redirects. */
export function createCaller(sandbox: SpotDraftSandbox): Call {
  return async (method, path, body, headers = {}) => {
    const response = await fetch(sandbox.url + path, {
      method,
      redirect: 'manual',
      headers: {
        'client-id': sandbox.clientId,
        'client-secret': sandbox.clientSecret,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    return { status: response.status, headers: response.headers, body: toBody(bytes) };
  };
}

function toBody(bytes: Uint8Array): unknown {
  const text = new TextDecoder().decode(bytes);
  if (text === '') return undefined;
  if (text.startsWith('%PDF-') || text.startsWith('PK')) return bytes;
  return text.startsWith('<') ? text : JSON.parse(text);
}

/** A body that creates an order form; `overrides` replace its members. */
export function orderForm(overrides: Readonly<Record<string, unknown>> = {}) {
  return {
    contract_template_id: 1204,
    contract_data: orderFormData(),
    counter_party_details: [
      {
        is_individual: false,
        organization_name: 'Harlow Textiles',
        organization_type: 'company',
        poc_details: { first_name: 'Iris', last_name: 'Novak', email: 'iris@harlow.example' },
      },
    ],
    external_metadata: {
      id: '0065g00000XyZ12AAB',
      integration_name: 'salesforce',
      record_type: 'Opportunity',
      record_data: { request_id: 'r-1' },
    },
    ...overrides,
  };
}

export function orderFormData(overrides: Readonly<Record<string, unknown>> = {}) {
  return {
    customer_name: 'Harlow Textiles',
    agreement_date: '2026-03-28',
    billing_currency: { type: 'EUR', value: 48_000 },
    pricing_schedule: [
      { item: 'Platform', quantity: 12, amount: { type: 'EUR', value: 40_000 } },
      { item: 'Onboarding', quantity: 1, amount: { type: 'EUR', value: 8000 } },
    ],
    ...overrides,
  };
}

/** Creates an order form and answers what the API did. */
export async function createOrderForm(
  call: Call,
  overrides: Readonly<Record<string, unknown>> = {},
): Promise<{ readonly id: string; readonly contract_id: number; readonly contract_name: string }> {
  const { status, body } = await call('POST', `${V21}/contracts/`, orderForm(overrides));
  if (status !== 201) throw new Error(`create answered ${status}: ${JSON.stringify(body)}`);
  return body;
}
