import type { ContractMapping } from '../mapping.js';
import { error, type Fault } from './report.js';
import { noted } from '../../domain/said.js';

export function noTemplate({ templateId }: ContractMapping): Fault {
  return error(
    noted`SpotDraft has no template ${templateId}, or it is archived; correct the id or remove the entry.`,
  );
}
