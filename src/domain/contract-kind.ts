import { CONTRACT_KINDS } from './contract.js';
import type { ContractKind } from './contract.js';

/** SpotDraft's internal names (list filters, process metrics) beside the names its webhooks use. */
const INTERNAL_NAMES: ReadonlyMap<string, ContractKind> = new Map([
  ['TEMPLATE', 'TEMPLATE_CONTRACT'],
  ['TEMPLATE_EDITABLE', 'EDITED_TEMPLATE_CONTRACT'],
  ['UPLOAD_EDITABLE', 'THIRD_PARTY_CONTRACT'],
  ['UPLOAD_SIGN', 'SIGN_CONTRACT'],
  ['UPLOAD_EXECUTED', 'EXECUTED_CONTRACT'],
  ['EXPRESS_TEMPLATE', 'EXPRESS_TEMPLATE_CONTRACT'],
  ['CLICKWRAP', 'CLICKWRAP_CONTRACT'],
  ['HISTORICAL_CLICKWRAP', 'HISTORICAL_CLICKWRAP_CONTRACT'],
]);

/** Reads a kind in either vocabulary; UNKNOWN for a word that neither has. */
export function toContractKind(text: string): ContractKind {
  return CONTRACT_KINDS.find((kind) => kind === text) ?? INTERNAL_NAMES.get(text) ?? 'UNKNOWN';
}

/** A kind by its internal name, whichever vocabulary it is given in; a word that neither has stays as it is. */
export function toInternalKind(text: string): string {
  return [...INTERNAL_NAMES].find(([, kind]) => kind === text)?.[0] ?? text;
}
