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
