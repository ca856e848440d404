import type { DealWithContacts } from '../../connectors/crm.js';
import type { Opportunity } from '../../domain/opportunity.js';
import { companyName, foldedWords, isPaperWord, weightOf, wordLikeness } from './company-name.js';
import type { CompanyName } from './company-name.js';
import { numbersIn, withoutNumbers } from './contract-facts.js';
import { ownDomainOf } from './mail-domains.js';

/** What is known of a deal that may tell which contracts are its own; read once, held against many contracts. */
export interface DealFacts {
  readonly opportunity: Opportunity;
  readonly account: CompanyName | null;
  readonly name: CompanyName;
  /** What its name has beside the account's and beside what many deals are called. */
  readonly ownWords: readonly string[];
  readonly numbers: ReadonlySet<string>;
  /** Lower case. */
  readonly contactEmails: ReadonlySet<string>;
  readonly contactDomains: ReadonlySet<string>;
  readonly site: string | null;
  /** Where its owner has their address: ours, not the other side's. */
  readonly ownerDomain: string | null;
  /** Contract types of the contracts that are linked to it. */
  readonly linkedTypeIds: ReadonlySet<string>;
}

export function dealFacts(
  { opportunity, contactEmails }: DealWithContacts,
  linkedTypeIds: ReadonlySet<string>,
): DealFacts {
  const { account, owner } = opportunity;
  const accountName = account === null || account.name === '' ? null : companyName(account.name);
  const emails = contactEmails.map((email) => email.toLowerCase());
  return {
    opportunity,
    account: accountName,
    name: companyName(opportunity.name),
    ownWords: foldedWords(withoutNumbers(opportunity.name)).filter(
      (word) =>
        !isPaperWord(word) &&
        weightOf(word) >= 1 &&
        !(accountName?.words ?? []).some((other) => wordLikeness(word, other) > 0),
    ),
    numbers: new Set(numbersIn(opportunity.name)),
    contactEmails: new Set(emails),
    contactDomains: new Set(emails.flatMap((email) => ownDomainOf(email)?.domain ?? [])),
    site: ownDomainOf(account?.website ?? '')?.domain ?? null,
    ownerDomain: ownDomainOf(owner?.email ?? '')?.domain ?? null,
    linkedTypeIds,
  };
}
