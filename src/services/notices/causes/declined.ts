import { toContractId } from '../../../domain/contract-id.js';
import type { Store } from '../../../store/store.js';
import type { Links } from '../links.js';
import type { Cause, ReadCauses } from '../cause.js';
import { contractTitle } from './contract-title.js';

const DAY_MS = 24 * 60 * 60_000;
/** Whoever did nothing for so long was told once, and that is enough. Longer than a notice is remembered: forgotten is not solved. */
const DAYS = 60;
const MAX_DELIVERIES = 500;
const DECLINED = 'CONTRACT_SIGNATURE_DECLINED';
/** What is told after a decline and means that somebody saw to it. */
const SEEN_TO = [
  'CONTRACT_SIGNATURE_REQUESTED',
  'CONTRACT_VERSION_UPLOADED',
  'CONTRACT_SENT_TO_COUNTERPARTY',
  'CONTRACT_EXECUTED',
  'CONTRACT_VOIDED',
  'CONTRACT_DELETED',
];

/** Contracts that somebody would not sign, by what deliveries told. SpotDraft is not asked, and who it was is not said. */
export function declinedCauses(
  { inbox, contracts }: Pick<Store, 'inbox' | 'contracts'>,
  links: Links,
): ReadCauses {
  return async (now) => {
    const since = new Date(now.getTime() - DAYS * DAY_MS);
    const declined = await inbox.list({ activities: [DECLINED], since, limit: MAX_DELIVERIES });
    const latest = new Map(
      declined.toReversed().flatMap((delivery) => {
        const id = delivery.key === null ? null : toContractId(delivery.key);
        return id === null ? [] : [[id, delivery] as const];
      }),
    );
    const ids = [...latest.keys()];
    if (ids.length === 0) return { topics: ['declined'], causes: [], isComplete: true };
    const [known, later] = await Promise.all([
      contracts.get(ids),
      inbox.list({ keys: ids, activities: SEEN_TO, since, limit: MAX_DELIVERIES }),
    ]);
    const causes = [...latest].flatMap(([id, { id: number, receivedAt }]): readonly Cause[] => {
      const contract = known.get(id)?.contract;
      const isOver = later.some((delivery) => delivery.key === id && delivery.id > number);
      if (contract === undefined || isOver || isEnded(contract.status)) return [];
      return [
        {
          key: `DECLINED:${id}:${number}`,
          topic: 'declined',
          title: `Somebody declined to sign ${contractTitle(contract)}.`,
          cause: null,
          todo: 'See in SpotDraft why, then change the contract or void it.',
          since: receivedAt,
          url: links.contract(contract),
        },
      ];
    });
    return { topics: ['declined'], causes, isComplete: declined.length < MAX_DELIVERIES };
  };
}

function isEnded(status: string): boolean {
  return status === 'EXECUTED' || status === 'VOIDED' || status === 'DELETED';
}
