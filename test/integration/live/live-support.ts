import type { App } from '../../../src/app.js';
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
      ...(opportunityId === undefined ? {} : { variables: { opportunityId } }),
    }),
  });
}
