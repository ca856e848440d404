import type { ContractMapping } from '../mapping.js';
import { error, type Fault } from './report.js';

export function noTemplate({ templateId }: ContractMapping): Fault {
  return error(
    `SpotDraft has no template ${templateId}, or it is archived; correct the id or remove the entry.`,
  );
}
