import type { ContractFacts } from '../contract-facts.js';
import type { DealFacts } from '../deal-facts.js';
import { ownDomainOf } from '../mail-domains.js';
import type { Evidence } from './evidence.js';
import { said } from '../../../domain/said.js';

/** Whom it was sent to belongs to the account, and who made it owns the deal. */
export function peopleEvidence(facts: ContractFacts, deal: DealFacts): readonly Evidence[] {
  return [...partyEvidence(facts, deal), ...ownerEvidence(facts, deal)];
}

/** Where somebody has their address is said by one sentence: the strongest that holds. */
function partyEvidence(
  { emails, domains }: ContractFacts,
  { contactEmails, contactDomains, site, ownerDomain }: DealFacts,
): readonly Evidence[] {
  const isContact = emails.some(
    (email) => contactEmails.has(email) && (ownDomainOf(email)?.domain ?? '') !== ownerDomain,
  );
  if (isContact) {
    return [
      {
        kind: 'contact',
        weight: 0.6,
        names: true,
        reason: said`A recipient of the contract is a contact of the deal.`,
      },
    ];
  }
  const theirs = domains.filter(({ domain }) => domain !== ownerDomain);
  const onSite = theirs.find(({ domain }) => domain === site);
  if (onSite !== undefined) {
    return [
      {
        kind: 'domain',
        weight: 0.55,
        names: true,
        reason: said`A recipient's address is at ${onSite.domain}, the account's website.`,
      },
    ];
  }
  const shared = theirs.find(({ domain }) => contactDomains.has(domain));
  if (shared === undefined) return [];
  return [
    {
      kind: 'domain',
      weight: 0.45,
      names: true,
      reason: said`A recipient's address is at ${shared.domain}, where contacts of the deal are too.`,
    },
  ];
}

function ownerEvidence(
  { contract }: ContractFacts,
  { opportunity: { owner } }: DealFacts,
): readonly Evidence[] {
  const creator = contract.createdBy?.trim().toLowerCase() ?? '';
  if (owner === null || creator === '') return [];
  const isOwner =
    creator === owner.email?.toLowerCase() || creator === owner.name.trim().toLowerCase();
  if (!isOwner) return [];
  return [
    {
      kind: 'owner',
      weight: 0.3,
      names: false,
      reason: said`Whoever made the contract, ${owner.name}, owns the deal.`,
    },
  ];
}
