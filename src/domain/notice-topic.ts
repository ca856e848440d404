/** What a team's chat may be told of: only what needs a person. */
export const NOTICE_TOPICS = [
  'parked',
  'mismatch',
  'blocked',
  'declined',
  'silence',
  'credentials',
  'paused',
  'archive',
  'automation',
  'repairs',
] as const;
export type NoticeTopic = (typeof NOTICE_TOPICS)[number];

export const CHAT_TYPES = ['slack', 'teams', 'json'] as const;
export type ChatType = (typeof CHAT_TYPES)[number];
