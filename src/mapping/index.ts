export { parseMappingFile } from './file/parse-mapping-file.js';
export type {
  Automation,
  AutomationMapping,
  ContractMapping,
  ContractWriteback,
  Mapping,
  OpportunityWriteback,
  RenewalMapping,
} from './mapping.js';
export { dealReadsOf } from './reads/deal-reads.js';
export { judgeTerms, needsKeyPointers } from './terms/judge-terms.js';
export { readsKeyPointers } from './reads-key-pointers.js';
export { dealReader, WITHHELD, withheldFrom } from './fit/readable-deal.js';
export type { ReadableDeal } from './fit/readable-deal.js';
export { CrmModel, describePaths } from './reads/crm-model.js';
export { fixedText } from './wording/fixed-text.js';
export { fitData } from './fit/fit-data.js';
export { mapDeal, unmappedTrace } from './fit/map-deal.js';
export { membersInForce } from './fit/fit-field.js';
export { PLAIN_SETUP } from './fit/contract-setup.js';
export type { DraftedCounterparty, DraftedSignatory } from './fit/drafted.js';
export type { GivenCounterparty } from './fit/given-counterparties.js';
export type { GivenSignatory } from './fit/given-signatories.js';
export type { MappedContract, TraceLine } from './fit/map-deal.js';
export { changedFields } from './write-back/changed-fields.js';
export { inForce } from './write-back/in-force.js';
export { readsArchives, writesArchives } from './write-back/reads-archives.js';
export { readsTerms } from './write-back/reads-terms.js';
export { missingFields } from './write-back/missing-fields.js';
export { contractRow, fitRow, opportunityRow } from './write-back/write-back.js';
export type { ContractWithDocument, FittedRow } from './write-back/write-back.js';
export { checkMapping } from './check/check-mapping.js';
export type { CheckMappingInput } from './check/check-mapping.js';
export type { MappingFinding } from './check/report.js';
export {
  automationFindings,
  counterpartyFindings,
  dealFindings,
  entityFindings,
  keyPointerFindings,
  renewalFindings,
  templateFindings,
  writebackFindings,
} from './check/check-aspects.js';
export { addEntry } from './guess/add-entry.js';
export { guessEntry } from './guess/guess-entry.js';
export type { GuessedEntry } from './guess/guess-entry.js';
export { mappingReferences, ownSigners } from './references/mapping-references.js';
export { rewriteReferences } from './references/rewrite-references.js';
export { REWRITTEN_KINDS } from './references/rewrite-references.js';
export type { NewId } from './references/rewrite-references.js';
