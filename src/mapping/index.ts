export { parseMappingFile } from './parse-mapping-file.js';
export { dealPaths } from './mapping.js';
export type {
  ContractMapping,
  ContractWriteback,
  CounterpartyMapping,
  Mapping,
  OpportunityWriteback,
  WritebackMapping,
} from './mapping.js';
export { mapDeal } from './map-deal.js';
export type { MapDealInput, MappedContract, TraceLine } from './map-deal.js';
export { changedFields, contractRow, fitRow, opportunityRow } from './write-back.js';
export type { ContractWithDocument, FittedRow } from './write-back.js';
export { checkMapping } from './check-mapping.js';
export type { CheckMappingInput, MappingFinding } from './check-mapping.js';
export type { SourceLocation } from './source-location.js';
