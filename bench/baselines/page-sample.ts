/** What the baselines of a page have in common: where they read, and the graph they answer. */
import { readFile } from 'node:fs/promises';
import { request } from 'undici';

export interface PageSample {
  /** The one read of Salesforce that a page is made of. */
  readonly dealsUrl: string;
  /** SpotDraft's look-up of a deal's contracts, with `{id}` where the deal's id goes. */
  readonly lookUpUrl: string;
  readonly lookUpHeaders: Readonly<Record<string, string>>;
  readonly deals: readonly Deal[];
}

export interface Deal {
  readonly id: string;
  readonly name: string;
  readonly stageName: string;
  readonly amount: { readonly value: number; readonly currency: string | null } | null;
  readonly contracts: readonly Contract[];
}

export interface Contract {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly documentUrl: string | null;
}

interface Row {
  readonly Id: string;
  readonly Name: string;
  readonly StageName: string;
  readonly Amount: number | null;
  readonly CurrencyIsoCode?: string;
}

export const TYPE_DEFS = /* GraphQL */ `
  type Query {
    opportunities(first: Int): OpportunityConnection!
  }
  type OpportunityConnection {
    nodes: [Opportunity!]!
  }
  type Opportunity {
    id: ID!
    name: String!
    stageName: String!
    amount: Money
    contracts: [Contract!]
  }
  type Money {
    value: Float!
    currency: String
  }
  type Contract {
    id: ID!
    name: String!
    status: String!
    documentUrl: String
  }
`;

export async function readSample(): Promise<PageSample> {
  const [, , file] = process.argv;
  if (file === undefined) throw new Error('usage: BASELINE FILE');
  return JSON.parse(await readFile(file, 'utf8')) as PageSample;
}

/** One call, and nothing but what the page shows is looked at. */
export async function readDeals({
  dealsUrl,
}: PageSample): Promise<readonly Omit<Deal, 'contracts'>[]> {
  const answer = await request(dealsUrl, { headers: { authorization: 'Bearer sample' } });
  const { records } = (await answer.body.json()) as { readonly records: readonly Row[] };
  return records.slice(0, 50).map((row) => ({
    id: row.Id,
    name: row.Name,
    stageName: row.StageName,
    amount:
      row.Amount === null ? null : { value: row.Amount, currency: row.CurrencyIsoCode ?? null },
  }));
}

export function endWithParent(url: string): void {
  process.stdout.write(`${url}\n`);
  process.stdin.on('end', () => process.exit(0)).resume();
}
