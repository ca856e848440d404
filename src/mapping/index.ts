export { parseMappingFile } from './parse-mapping-file.js';
export { dealPaths } from './mapping.js';
export type {
  ContractMapping,
  ContractWriteback,
  Mapping,
  OpportunityWriteback,
} from './mapping.js';
export { mapDeal, unmappedTrace } from './map-deal.js';
export { membersInForce } from './fit-field.js';
export type { MappedContract, TraceLine } from './map-deal.js';
export { changedFields, contractRow, fitRow, opportunityRow } from './write-back.js';
export type { FittedRow } from './write-back.js';
export { checkMapping } from './check-mapping.js';
export type { MappingFinding } from './check-mapping.js';
