/**
 * Everything that SpotDraft's webhooks tell of, and what it is to us. `subscribed`: status and document sync need it, so we
 * ask for it. `heard`: asked for as well, because it changes what a contract's page shows live
 * (services/contracts/contract-parts.ts), but no work. `ignored`: it changes neither, and costs nothing when another
 * subscription of the same address brings it. `unasked`: not worth a subscription, but a look when it comes all the same.
 */
const ACTIVITIES = {
  CONTRACT_CREATED: 'subscribed',
  CONTRACT_DATA_UPDATED: 'subscribed',
  CONTRACT_SENT_TO_COUNTERPARTY: 'subscribed',
  CONTRACT_MARK_FOR_EXECUTION: 'subscribed',
  CONTRACT_UNMARK_FOR_EXECUTION: 'subscribed',
  CONTRACT_SIGNATURE_REQUESTED: 'subscribed',
  CONTRACT_SIGNED: 'subscribed',
  CONTRACT_SIGNATURE_DECLINED: 'subscribed',
  CONTRACT_EXECUTED: 'subscribed',
  CONTRACT_VOIDED: 'subscribed',
  CONTRACT_DELETED: 'subscribed',
  CONTRACT_VERSION_UPLOADED: 'subscribed',
  CONTRACT_EXTERNAL_METADATA_CREATED: 'subscribed',
  CONTRACT_EXTERNAL_METADATA_UPDATED: 'subscribed',
  CONTRACT_APPROVAL_REQUESTED: 'heard',
  CONTRACT_APPROVAL_COMPLETED: 'heard',
  CONTRACT_ENTITY_UPDATED: 'unasked',
  CONTRACT_SIGNATURE_REQUESTED_NOTIFICATION_SENT: 'ignored',
  CONTRACT_KEY_POINTER_CREATION: 'heard',
  CONTRACT_KEY_POINTER_UPDATION: 'heard',
  CONTRACT_PROCESS_METRIC_UPDATED: 'ignored',
  CONTRACT_ACTIVITY_LOG_COMMENT_CREATED: 'heard',
  REDLINING_EMAIL_DELIVERED: 'ignored',
  REDLINING_EMAIL_OPENED: 'ignored',
  REDLINING_EMAIL_LINK_CLICKED: 'ignored',
  REDLINING_EMAIL_NOT_DELIVERED: 'ignored',
  SIGNING_EMAIL_DELIVERED: 'ignored',
  SIGNING_EMAIL_OPENED: 'ignored',
  SIGNING_EMAIL_LINK_CLICKED: 'ignored',
  SIGNING_EMAIL_NOT_DELIVERED: 'ignored',
  POSTMARK_EMAIL_EVENT: 'ignored',
  COUNTER_PARTY_CREATED: 'ignored',
  COUNTER_PARTY_UPDATED: 'ignored',
  COUNTER_PARTY_CONTACT_CREATED: 'ignored',
  COUNTER_PARTY_CONTACT_UPDATED: 'ignored',
  COUNTER_PARTY_ADDRESS_CREATED: 'ignored',
  COUNTER_PARTY_ADDRESS_UPDATED: 'ignored',
} as const satisfies Record<string, 'subscribed' | 'heard' | 'unasked' | 'ignored'>;

export type WebhookActivity = keyof typeof ACTIVITIES;

const uses = new Map<string, string>(Object.entries(ACTIVITIES));

const activitiesFor = (...uses: readonly string[]): readonly WebhookActivity[] =>
  (Object.keys(ACTIVITIES) as WebhookActivity[]).filter((activity) =>
    uses.includes(ACTIVITIES[activity]),
  );

/** What our subscription names. */
export const SUBSCRIBED_ACTIVITIES = activitiesFor('subscribed', 'heard');

/** What of it changes a page and nothing in the CRM. */
export const HEARD_ACTIVITIES = activitiesFor('heard');

/** What tells of key pointers: news to the CRM only where a check or a renewal reads them. */
export const KEY_POINTER_ACTIVITIES = [
  'CONTRACT_KEY_POINTER_CREATION',
  'CONTRACT_KEY_POINTER_UPDATION',
] as const satisfies readonly WebhookActivity[];

export function isOfKeyPointers(activity: string): boolean {
  return KEY_POINTER_ACTIVITIES.some((one) => one === activity);
}

/** Whether a delivery of it needs no look. One that we never heard of may mean anything, so it does. */
export function isIgnoredActivity(activity: string): boolean {
  return ['ignored', 'heard'].includes(uses.get(activity) ?? '');
}
