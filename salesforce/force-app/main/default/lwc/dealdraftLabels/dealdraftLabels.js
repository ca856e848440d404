// Generated from salesforce/labels by scripts/labels.mjs.
import language from '@salesforce/label/c.Dealdraft_language';
import justNow from '@salesforce/label/c.Dealdraft_justNow';
import status_DRAFT from '@salesforce/label/c.Dealdraft_status_DRAFT';
import status_REDLINING from '@salesforce/label/c.Dealdraft_status_REDLINING';
import status_SIGN from '@salesforce/label/c.Dealdraft_status_SIGN';
import status_EXECUTED from '@salesforce/label/c.Dealdraft_status_EXECUTED';
import status_ON_HOLD from '@salesforce/label/c.Dealdraft_status_ON_HOLD';
import status_VOIDED from '@salesforce/label/c.Dealdraft_status_VOIDED';
import status_DELETED from '@salesforce/label/c.Dealdraft_status_DELETED';
import status_unknown from '@salesforce/label/c.Dealdraft_status_unknown';
import status_declined from '@salesforce/label/c.Dealdraft_status_declined';
import status_expired from '@salesforce/label/c.Dealdraft_status_expired';
import action_OPEN from '@salesforce/label/c.Dealdraft_action_OPEN';
import action_OPEN_DOCUMENT from '@salesforce/label/c.Dealdraft_action_OPEN_DOCUMENT';
import action_SEND from '@salesforce/label/c.Dealdraft_action_SEND';
import action_SYNC from '@salesforce/label/c.Dealdraft_action_SYNC';
import action_VOID from '@salesforce/label/c.Dealdraft_action_VOID';
import action_SIGN_NOW from '@salesforce/label/c.Dealdraft_action_SIGN_NOW';
import action_openToSign from '@salesforce/label/c.Dealdraft_action_openToSign';
import action_REMIND from '@salesforce/label/c.Dealdraft_action_REMIND';
import action_AGAIN from '@salesforce/label/c.Dealdraft_action_AGAIN';
import action_of from '@salesforce/label/c.Dealdraft_action_of';
import action_ofNewTab from '@salesforce/label/c.Dealdraft_action_ofNewTab';
import contract_you from '@salesforce/label/c.Dealdraft_contract_you';
import contract_nobody from '@salesforce/label/c.Dealdraft_contract_nobody';
import contract_declinedName from '@salesforce/label/c.Dealdraft_contract_declinedName';
import contract_waitingNobody from '@salesforce/label/c.Dealdraft_contract_waitingNobody';
import contract_waitingThen from '@salesforce/label/c.Dealdraft_contract_waitingThen';
import contract_declined from '@salesforce/label/c.Dealdraft_contract_declined';
import contract_declinedSilently from '@salesforce/label/c.Dealdraft_contract_declinedSilently';
import contract_declinedByYou from '@salesforce/label/c.Dealdraft_contract_declinedByYou';
import contract_declinedByYouSilently from '@salesforce/label/c.Dealdraft_contract_declinedByYouSilently';
import contract_onHold from '@salesforce/label/c.Dealdraft_contract_onHold';
import contract_voided from '@salesforce/label/c.Dealdraft_contract_voided';
import contract_voidedSilently from '@salesforce/label/c.Dealdraft_contract_voidedSilently';
import contract_over from '@salesforce/label/c.Dealdraft_contract_over';
import contract_signed from '@salesforce/label/c.Dealdraft_contract_signed';
import contract_signedOn from '@salesforce/label/c.Dealdraft_contract_signedOn';
import contract_signedYou from '@salesforce/label/c.Dealdraft_contract_signedYou';
import contract_signedYouOn from '@salesforce/label/c.Dealdraft_contract_signedYouOn';
import contract_toSign from '@salesforce/label/c.Dealdraft_contract_toSign';
import contract_toSignYou from '@salesforce/label/c.Dealdraft_contract_toSignYou';
import contract_counterparty from '@salesforce/label/c.Dealdraft_contract_counterparty';
import contract_noCounterparty from '@salesforce/label/c.Dealdraft_contract_noCounterparty';
import contract_value from '@salesforce/label/c.Dealdraft_contract_value';
import contract_made from '@salesforce/label/c.Dealdraft_contract_made';
import contract_sent from '@salesforce/label/c.Dealdraft_contract_sent';
import contract_executed from '@salesforce/label/c.Dealdraft_contract_executed';
import contract_ended from '@salesforce/label/c.Dealdraft_contract_ended';
import contract_ends from '@salesforce/label/c.Dealdraft_contract_ends';
import contract_waitingFor from '@salesforce/label/c.Dealdraft_contract_waitingFor';
import contract_whoSigns from '@salesforce/label/c.Dealdraft_contract_whoSigns';
import contract_notInStep from '@salesforce/label/c.Dealdraft_contract_notInStep';
import contract_inStep from '@salesforce/label/c.Dealdraft_contract_inStep';
import contract_notYet from '@salesforce/label/c.Dealdraft_contract_notYet';
import contract_beingWritten from '@salesforce/label/c.Dealdraft_contract_beingWritten';
import contract_new from '@salesforce/label/c.Dealdraft_contract_new';
import contract_isNow from '@salesforce/label/c.Dealdraft_contract_isNow';
import contract_nowWaits from '@salesforce/label/c.Dealdraft_contract_nowWaits';
import contract_notSynced from '@salesforce/label/c.Dealdraft_contract_notSynced';
import archive_heading from '@salesforce/label/c.Dealdraft_archive_heading';
import archive_of from '@salesforce/label/c.Dealdraft_archive_of';
import archive_again from '@salesforce/label/c.Dealdraft_archive_again';
import archive_againOf from '@salesforce/label/c.Dealdraft_archive_againOf';
import archive_open from '@salesforce/label/c.Dealdraft_archive_open';
import archive_waiting from '@salesforce/label/c.Dealdraft_archive_waiting';
import archive_parked from '@salesforce/label/c.Dealdraft_archive_parked';
import archive_unknown from '@salesforce/label/c.Dealdraft_archive_unknown';
import archive_archived from '@salesforce/label/c.Dealdraft_archive_archived';
import archive_archivedAgo from '@salesforce/label/c.Dealdraft_archive_archivedAgo';
import archive_verifiedAgo from '@salesforce/label/c.Dealdraft_archive_verifiedAgo';
import archive_archivedAt from '@salesforce/label/c.Dealdraft_archive_archivedAt';
import archive_verifiedAt from '@salesforce/label/c.Dealdraft_archive_verifiedAt';

/** Outside Salesforce and in tests another module stands in for this one. */
export const LABELS = {
  language,
  justNow,
  status_DRAFT,
  status_REDLINING,
  status_SIGN,
  status_EXECUTED,
  status_ON_HOLD,
  status_VOIDED,
  status_DELETED,
  status_unknown,
  status_declined,
  status_expired,
  action_OPEN,
  action_OPEN_DOCUMENT,
  action_SEND,
  action_SYNC,
  action_VOID,
  action_SIGN_NOW,
  action_openToSign,
  action_REMIND,
  action_AGAIN,
  action_of,
  action_ofNewTab,
  contract_you,
  contract_nobody,
  contract_declinedName,
  contract_waitingNobody,
  contract_waitingThen,
  contract_declined,
  contract_declinedSilently,
  contract_declinedByYou,
  contract_declinedByYouSilently,
  contract_onHold,
  contract_voided,
  contract_voidedSilently,
  contract_over,
  contract_signed,
  contract_signedOn,
  contract_signedYou,
  contract_signedYouOn,
  contract_toSign,
  contract_toSignYou,
  contract_counterparty,
  contract_noCounterparty,
  contract_value,
  contract_made,
  contract_sent,
  contract_executed,
  contract_ended,
  contract_ends,
  contract_waitingFor,
  contract_whoSigns,
  contract_notInStep,
  contract_inStep,
  contract_notYet,
  contract_beingWritten,
  contract_new,
  contract_isNow,
  contract_nowWaits,
  contract_notSynced,
  archive_heading,
  archive_of,
  archive_again,
  archive_againOf,
  archive_open,
  archive_waiting,
  archive_parked,
  archive_unknown,
  archive_archived,
  archive_archivedAgo,
  archive_verifiedAgo,
  archive_archivedAt,
  archive_verifiedAt,
};
