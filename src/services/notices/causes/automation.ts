import type { Links } from '../links.js';
import type { ReadCauses } from '../cause.js';

/** Deals that are ready for a contract that could not be made. */
export function automationCauses(openDeals: () => Promise<number>, links: Links): ReadCauses {
  return async () => {
    const count = await openDeals();
    return {
      topics: ['automation'],
      isComplete: true,
      causes:
        count === 0
          ? []
          : [
              {
                key: 'AUTOMATION_PROBLEMS',
                topic: 'automation',
                title: `Contracts could not be made by themselves: ${count} ${count === 1 ? 'deal lacks' : 'deals lack'} something.`,
                cause: null,
                todo: 'See "dealdraft automations" for what each deal lacks; it is tried again when the deal changes.',
                since: null,
                url: links.operations(),
              },
            ],
    };
  };
}
