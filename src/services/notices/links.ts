import type { Contract } from '../../domain/contract.js';

/** Where people see what is told. Nothing in these addresses is a secret: each page asks who is there. */
export interface Links {
  operations(): string | null;
  /** The deal's page, where the contract has one and there is a page; else SpotDraft's. */
  contract(contract: Contract): string;
  deal(id: string): string | null;
}

/** @param hasPage whether this server has pages for browsers */
export function createLinks(publicUrl: () => string, hasPage: boolean): Links {
  const page = (path: string) => (hasPage ? `${publicUrl()}/#/${path}` : null);
  const deal = (id: string) => page(`deals/${id}`);
  return {
    operations: () => page('operations'),
    deal,
    contract: ({ opportunityId, url }) =>
      (opportunityId === null ? null : deal(opportunityId)) ?? url,
  };
}
