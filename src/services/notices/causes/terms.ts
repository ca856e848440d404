import { toContractId } from '../../../domain/contract-id.js';
import type { Contract } from '../../../domain/contract.js';
import { harmlessText } from '../../../domain/harmless-text.js';
import type { Store } from '../../../store/store.js';
import { isJudged, OPEN_TERMS, parseOpenTerms } from '../../../sync/index.js';
import type { OpenTerms } from '../../../sync/index.js';
import type { Links } from '../links.js';
import type { Cause, ReadCauses } from '../cause.js';
import { contractTitle } from './contract-title.js';

const MAX_CONTRACTS = 500;

interface OpenContract {
  readonly contract: Contract;
  readonly open: OpenTerms;
}

/**
 * Checks of signed contracts that do not match, each by itself, and deals that should not be closed as won for them. Values are
 * not said: they are for those who see the deal.
 */
export function termCauses(
  { marks, contracts }: Pick<Store, 'marks' | 'contracts'>,
  links: Links,
): ReadCauses {
  return async () => {
    const page = await marks.page(OPEN_TERMS, { first: MAX_CONTRACTS + 1 });
    const judged = page.slice(0, MAX_CONTRACTS).flatMap(({ key, value }) => {
      const id = toContractId(key);
      const open = parseOpenTerms(value);
      return id === null || open === null ? [] : [{ id, open }];
    });
    const known = await contracts.get(judged.map(({ id }) => id));
    const found = judged.flatMap(({ id, open }): readonly OpenContract[] => {
      const contract = known.get(id)?.contract;
      const counts =
        contract !== undefined &&
        isJudged(contract) &&
        contract.opportunityId === open.opportunityId;
      return counts ? [{ contract, open }] : [];
    });
    return {
      topics: ['mismatch', 'blocked'],
      isComplete: page.length <= MAX_CONTRACTS,
      causes: [
        ...found.flatMap((each) => mismatches(each, links)),
        ...[...Map.groupBy(found.filter(isBlocked), ({ open }) => open.opportunityId)].map(
          ([deal, each]) => blockedDeal(deal, each, links),
        ),
      ],
    };
  };
}

function mismatches({ contract, open }: OpenContract, links: Links): readonly Cause[] {
  return open.checks
    .filter(({ state }) => state === 'MISMATCH')
    .map(({ name, digest }) => ({
      // Of other values it is another matter.
      key: `TERM:${contract.id}:${name}:${digest}`,
      topic: 'mismatch',
      title: `${contractTitle(contract)} differs from its deal: ${harmlessText(name)}.`,
      cause: null,
      todo: 'Correct the deal, or confirm with a reason that the difference is right.',
      since: null,
      url: links.contract(contract),
    }));
}

function isBlocked({ open }: OpenContract): boolean {
  return open.checks.some(({ severity }) => severity === 'block');
}

function blockedDeal(opportunityId: string, open: readonly OpenContract[], links: Links): Cause {
  const names = open.map(({ contract }) => contractTitle(contract));
  return {
    key: `BLOCKED:${opportunityId}`,
    topic: 'blocked',
    title: `The deal ${opportunityId} should not be closed won: signed terms differ or are missing.`,
    cause: harmlessText(`Of ${names.join(', ')}.`),
    todo: 'See the checks on the deal.',
    since: null,
    url: links.deal(opportunityId) ?? open[0]?.contract.url ?? null,
  };
}
