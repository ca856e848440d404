import type { SendOutcome } from '../../connectors/chat/chat.js';
import type { Clock } from '../../domain/clock.js';
import { InputError } from '../../domain/errors.js';
import type { Links } from './links.js';
import type { NoticeDestination } from './tell-destination.js';

export interface TestOutcome {
  readonly destination: string;
  readonly outcome: SendOutcome;
}

/**
 * Sends a message that says it is a test, to every destination or to one. Nothing is remembered of it.
 * @throws InputError when there is none of that name, or none at all.
 */
export async function sendTest(
  destinations: readonly NoticeDestination[],
  to: string | undefined,
  {
    links,
    clock,
    newId,
  }: { readonly links: Links; readonly clock: Clock; readonly newId: () => string },
): Promise<readonly TestOutcome[]> {
  const names = destinations.map(({ name }) => name);
  if (names.length === 0) {
    throw new InputError('The mapping file has no notices: docs/notices.md says how to add them.');
  }
  if (to !== undefined && !names.includes(to)) {
    throw new InputError(`There is no destination ${to}; there are: ${names.join(', ')}.`);
  }
  const chosen = destinations.filter(({ name }) => to === undefined || name === to);
  return Promise.all(
    chosen.map(async ({ name, topics, chat }) => ({
      destination: name,
      outcome: await chat.send(
        {
          id: newId(),
          topic: 'test',
          headline: 'Test message of dealdraft',
          lines: [
            {
              key: 'TEST',
              state: 'open',
              title: `Here it tells of: ${topics.join(', ')}.`,
              cause: null,
              todo: 'Nothing is to be done about this one.',
              since: null,
              url: null,
            },
          ],
          more: 0,
          operationsUrl: links.operations(),
          sentAt: clock.now(),
        },
        new AbortController().signal,
      ),
    })),
  );
}
