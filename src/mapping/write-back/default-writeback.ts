/**
 * Fields of the default that were not always part of the package: an org without them goes without them, rather than having all
 * its records refused.
 */
export const LATER_FIELDS: ReadonlySet<string> = new Set([
  'Archive_Link__c',
  'Contract_Blockers__c',
]);

/** What a mapping file without a `writeback` section, or without a part of it, means: the fields that dealdraft ships. */
export const DEFAULT_WRITEBACK = {
  contract: {
    object: 'SpotDraft_Contract__c',
    externalId: 'SpotDraft_Id__c',
    opportunity: 'Opportunity__c',
    fields: {
      Name: 'name',
      Status__c: 'status',
      Contract_Type__c: 'type.name',
      Counterparty__c: 'counterpartyName',
      SpotDraft_Link__c: 'url',
      Executed_Document_Link__c: 'documentUrl',
      // A link that is longer than the field would keep the whole record from being written.
      Archive_Link__c: 'archives[state = "ARCHIVED" and $length(url) <= 255][0].url',
    },
  },
  opportunity: {
    fields: {
      Contract_Status__c: 'contracts[0].status',
      Executed_Document_Link__c: 'contracts[status = "EXECUTED"][0].documentUrl',
      Contract_Blockers__c: '$join(closeBlockers, "\\n")',
    },
  },
};
