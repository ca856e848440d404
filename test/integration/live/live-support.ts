import type { App } from '../../../src/app/start-app.js';
import { EventReader } from '../../support/event-reader.js';
import type { Headers, World } from '../../support/world.js';

export const CHANGED = `subscription Changed($opportunityId: ID) {
  contractChanged(opportunityId: $opportunityId) { id status opportunity { id } sync { pending } }
}`;

export interface Changed {
  readonly data: {
    readonly contractChanged: {
      readonly id: string;
      readonly status: string;
      readonly opportunity: { readonly id: string } | null;
      readonly sync: { readonly pending: boolean };
    } | null;
  } | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions: { readonly code: string };
  }[];
}

export interface WatchOptions {
  readonly app?: App;
  readonly headers?: Headers;
  readonly opportunityId?: string;
  readonly lastEventId?: string | null;
  readonly query?: string;
  /** Of `query`; `opportunityId` alone unless given. */
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** Opens a stream; as `service` unless other headers are given. */
export async function watch(world: World, options: WatchOptions = {}): Promise<EventReader> {
  const { app = world.app, headers = world.as('service'), opportunityId, lastEventId } = options;
  return EventReader.open(`${app.url}/graphql/stream`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      ...headers,
      ...(lastEventId == null ? {} : { 'last-event-id': lastEventId }),
    },
    body: JSON.stringify({
      query: options.query ?? CHANGED,
      variables: options.variables ?? (opportunityId === undefined ? {} : { opportunityId }),
    }),
  });
}

type ContractState = NonNullable<NonNullable<Changed['data']>['contractChanged']>;

/** The next event, which has to be about this contract. */
export async function nextState(stream: EventReader, id: string): Promise<ContractState> {
  const { data, errors } = await stream.data<Changed>();
  const contract = data?.contractChanged;
  if (contract?.id !== id) {
    throw new Error(`Expected ${id}, not ${JSON.stringify({ data, errors })}.`);
  }
  return contract;
}

/** Deals that a user owns or that are shared with them. */
export function ownDealsOf(world: World, username: string): ReadonlySet<string> {
  const { org } = world.salesforce.control;
  const user = world.salesforce.users.find((each) => each.username === username);
  const shared = new Set(
    org.seed.shares.filter(({ userId }) => userId === user?.id).map(({ recordId }) => recordId),
  );
  const ids = world.salesforce.deals.map(({ id }) => id);
  return new Set(
    ids.filter((id) => org.store.find('Opportunity', id)?.OwnerId === user?.id || shared.has(id)),
  );
}
