import { sayCode } from 'c/dealdraftTexts';

/** The stages of Salesforce's standard sales process, in its order. An org may have others. */
export const OPEN_STAGES = [
  'Prospecting',
  'Qualification',
  'Needs Analysis',
  'Value Proposition',
  'Proposal/Price Quote',
  'Negotiation/Review',
];
export const STAGES = [...OPEN_STAGES, 'Closed Won', 'Closed Lost'];

/** What Salesforce itself calls a standard stage in the reader's language; an org's own has the name it gave it. */
export function stageLabel(stage) {
  return sayCode('stage', stage.replace(/[^A-Za-z]+/g, '_')) ?? stage;
}
