import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import {
  RecordExecutedContractDocument,
  UploadContractForReviewDocument,
  UploadContractForSignatureDocument,
} from '../../generated/graphql.js';
import { startWorld } from '../../support/world.js';
import type { Headers, World } from '../../support/world.js';

export const MAX_BYTES = 400_000;

/** The mutations that make a contract of a document, and what comes of each. */
export const WAYS = {
  uploadContractForReview: {
    document: UploadContractForReviewDocument,
    path: '/upload_review_contracts/',
    status: 'REDLINING',
    kind: 'THIRD_PARTY_CONTRACT',
    more: {},
  },
  uploadContractForSignature: {
    document: UploadContractForSignatureDocument,
    path: '/upload_sign_contracts/',
    status: 'SIGN',
    kind: 'SIGN_CONTRACT',
    more: {},
  },
  recordExecutedContract: {
    document: RecordExecutedContractDocument,
    path: '/executed_contracts/',
    status: 'EXECUTED',
    kind: 'EXECUTED_CONTRACT',
    more: { entityId: '61' },
  },
} as const;
export type Way = keyof typeof WAYS;
export const EACH_WAY = Object.keys(WAYS) as Way[];

interface Payload {
  readonly contract: {
    readonly id: string;
    readonly name: string;
    readonly status: string;
    readonly kind: string | null;
  } | null;
  readonly created: boolean;
  readonly userErrors: readonly {
    readonly field: readonly string[] | null;
    readonly code: string;
  }[];
}

/** A world without contracts, and a deal of which all is known that an upload needs. */
export class UploadWorld implements AsyncDisposable {
  readonly deal: { readonly id: string; readonly accountName: string };
  /** Each test's own names and keys: what was made under others is of no matter. */
  #count = 0;

  private constructor(readonly world: World) {
    this.deal = completeDeal(world);
  }

  static async start(): Promise<UploadWorld> {
    return new UploadWorld(
      await startWorld({
        worker: false,
        spotdraft: { rateLimitPerSecond: null, contracts: 'none' },
        env: { SPOTDRAFT_RATE_LIMIT: '1000', UPLOAD_MAX_BYTES: String(MAX_BYTES) },
      }),
    );
  }

  /** Before each test. */
  begin(): void {
    this.world.spotdraft.faults.clear();
    this.world.salesforce.control.faults.clear();
    this.#count += 1;
  }

  get name(): string {
    return `Paper ${this.#count}`;
  }

  async send(
    way: Way,
    input: Readonly<Record<string, unknown>> = {},
    headers: Headers = this.world.as('service'),
  ) {
    const { data, errors } = await this.world.graphql(
      WAYS[way].document as unknown as TypedDocumentNode<Record<string, Payload>, unknown>,
      { input: this.#inputOf(way, input) },
      headers,
    );
    return { payload: data?.[way], errors };
  }

  /** To another server of the same store. */
  async sendTo(url: string, way: Way, input: Readonly<Record<string, unknown>>) {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...this.world.as('service') },
      body: JSON.stringify({
        query: print(WAYS[way].document),
        variables: { input: this.#inputOf(way, input) },
      }),
    });
    const { data } = (await response.json()) as { data?: Record<string, Payload> };
    return { payload: data?.[way] };
  }

  #inputOf(way: Way, input: Readonly<Record<string, unknown>>) {
    return {
      opportunityId: this.deal.id,
      contractTypeId: '302',
      name: this.name,
      idempotencyKey: `key ${this.#count}`,
      ...WAYS[way].more,
      ...input,
    };
  }

  /** How often SpotDraft was asked for this. */
  posts(path: string): number {
    const { byRoute } = this.world.spotdraft.calls.report();
    const route = Object.keys(byRoute).find((key) => key.startsWith('POST ') && key.endsWith(path));
    return route === undefined ? 0 : byRoute[route]!;
  }

  /** The contract as SpotDraft has it. */
  theirs(id: string) {
    return this.world.spotdraft.control.get(id);
  }

  /** The contract's present document, as SpotDraft hands it out. */
  async download(id: string): Promise<Buffer> {
    const answer = await this.ask(`/contracts/${id}/download`);
    return Buffer.from(await answer.arrayBuffer());
  }

  /** Posts to SpotDraft itself. */
  async ask(path: string, body?: object): Promise<Response> {
    const { url, clientId, clientSecret } = this.world.spotdraft;
    return fetch(`${url}/api/v2.1/public${path}`, {
      method: 'POST',
      headers: {
        'client-id': clientId,
        'client-secret': clientSecret,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.world[Symbol.asyncDispose]();
  }
}

/** A deal with an account and a primary contact that has all of a name. */
function completeDeal({ salesforce }: World): UploadWorld['deal'] {
  const { store } = salesforce.control.org;
  for (const role of store.rows('OpportunityContactRole')) {
    const found = store.find('Opportunity', String(role.OpportunityId));
    const contact = store.find('Contact', String(role.ContactId));
    const account = store.find('Account', String(found?.AccountId));
    if (role.IsPrimary === true && account && contact?.FirstName && contact.Email)
      return { id: String(role.OpportunityId), accountName: String(account.Name) };
  }
  throw new Error('No deal has all that is needed.');
}
