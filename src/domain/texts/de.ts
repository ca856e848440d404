import { ARCHIVE } from './de-archive.js';
import { CONTRACTS } from './de-contracts.js';
import { DOCTOR } from './de-doctor.js';
import { MAPPING } from './de-mapping.js';
import { NEIGHBOURS } from './de-neighbours.js';
import { SERVICE } from './de-service.js';

/** German, by the English words of the sources: see `said`. Each sentence stands once, in the part where it is said first. */
export const GERMAN: Readonly<Record<string, string>> = {
  ...ARCHIVE,
  ...CONTRACTS,
  ...DOCTOR,
  ...MAPPING,
  ...NEIGHBOURS,
  ...SERVICE,
};
