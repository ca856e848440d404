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
import term_heading from '@salesforce/label/c.Dealdraft_term_heading';
import term_of from '@salesforce/label/c.Dealdraft_term_of';
import term_MATCH from '@salesforce/label/c.Dealdraft_term_MATCH';
import term_MISMATCH from '@salesforce/label/c.Dealdraft_term_MISMATCH';
import term_MISSING from '@salesforce/label/c.Dealdraft_term_MISSING';
import term_unknown from '@salesforce/label/c.Dealdraft_term_unknown';
import term_blocks from '@salesforce/label/c.Dealdraft_term_blocks';
import term_confirmed from '@salesforce/label/c.Dealdraft_term_confirmed';
import term_signed from '@salesforce/label/c.Dealdraft_term_signed';
import term_expected from '@salesforce/label/c.Dealdraft_term_expected';
import term_from from '@salesforce/label/c.Dealdraft_term_from';
import term_nothing from '@salesforce/label/c.Dealdraft_term_nothing';
import term_rows_one from '@salesforce/label/c.Dealdraft_term_rows_one';
import term_rows_other from '@salesforce/label/c.Dealdraft_term_rows_other';
import term_confirmedBy from '@salesforce/label/c.Dealdraft_term_confirmedBy';
import term_isRight from '@salesforce/label/c.Dealdraft_term_isRight';
import term_isRightOf from '@salesforce/label/c.Dealdraft_term_isRightOf';
import term_why from '@salesforce/label/c.Dealdraft_term_why';
import term_reasonKept from '@salesforce/label/c.Dealdraft_term_reasonKept';
import term_reasonMissing from '@salesforce/label/c.Dealdraft_term_reasonMissing';
import term_confirm from '@salesforce/label/c.Dealdraft_term_confirm';
import term_dealBlocked_one from '@salesforce/label/c.Dealdraft_term_dealBlocked_one';
import term_dealBlocked_other from '@salesforce/label/c.Dealdraft_term_dealBlocked_other';
import list_confirming from '@salesforce/label/c.Dealdraft_list_confirming';
import list_confirmed from '@salesforce/label/c.Dealdraft_list_confirmed';
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
import common_tryAgain from '@salesforce/label/c.Dealdraft_common_tryAgain';
import common_close from '@salesforce/label/c.Dealdraft_common_close';
import common_cancel from '@salesforce/label/c.Dealdraft_common_cancel';
import common_required from '@salesforce/label/c.Dealdraft_common_required';
import common_remove from '@salesforce/label/c.Dealdraft_common_remove';
import common_working from '@salesforce/label/c.Dealdraft_common_working';
import common_sending from '@salesforce/label/c.Dealdraft_common_sending';
import common_theContract from '@salesforce/label/c.Dealdraft_common_theContract';
import common_namedAddress from '@salesforce/label/c.Dealdraft_common_namedAddress';
import common_checkAgain from '@salesforce/label/c.Dealdraft_common_checkAgain';
import list_heading from '@salesforce/label/c.Dealdraft_list_heading';
import list_headingCount from '@salesforce/label/c.Dealdraft_list_headingCount';
import list_connecting from '@salesforce/label/c.Dealdraft_list_connecting';
import list_live from '@salesforce/label/c.Dealdraft_list_live';
import list_polling from '@salesforce/label/c.Dealdraft_list_polling';
import list_offline from '@salesforce/label/c.Dealdraft_list_offline';
import list_youAreOffline from '@salesforce/label/c.Dealdraft_list_youAreOffline';
import list_youAreOnline from '@salesforce/label/c.Dealdraft_list_youAreOnline';
import list_offlineNote from '@salesforce/label/c.Dealdraft_list_offlineNote';
import list_stale from '@salesforce/label/c.Dealdraft_list_stale';
import list_lacking from '@salesforce/label/c.Dealdraft_list_lacking';
import list_linkExisting from '@salesforce/label/c.Dealdraft_list_linkExisting';
import list_newContract from '@salesforce/label/c.Dealdraft_list_newContract';
import list_begun from '@salesforce/label/c.Dealdraft_list_begun';
import list_continue from '@salesforce/label/c.Dealdraft_list_continue';
import list_continueOf from '@salesforce/label/c.Dealdraft_list_continueOf';
import list_drop from '@salesforce/label/c.Dealdraft_list_drop';
import list_dropOf from '@salesforce/label/c.Dealdraft_list_dropOf';
import list_loading from '@salesforce/label/c.Dealdraft_list_loading';
import list_none from '@salesforce/label/c.Dealdraft_list_none';
import list_noneHelp from '@salesforce/label/c.Dealdraft_list_noneHelp';
import list_notSaved from '@salesforce/label/c.Dealdraft_list_notSaved';
import list_keepEditing from '@salesforce/label/c.Dealdraft_list_keepEditing';
import list_discard from '@salesforce/label/c.Dealdraft_list_discard';
import list_archiving from '@salesforce/label/c.Dealdraft_list_archiving';
import list_archivingAgain from '@salesforce/label/c.Dealdraft_list_archivingAgain';
import list_syncing from '@salesforce/label/c.Dealdraft_list_syncing';
import list_synced from '@salesforce/label/c.Dealdraft_list_synced';
import list_inStep from '@salesforce/label/c.Dealdraft_list_inStep';
import list_signingOpen from '@salesforce/label/c.Dealdraft_list_signingOpen';
import list_remindedThem from '@salesforce/label/c.Dealdraft_list_remindedThem';
import list_sent from '@salesforce/label/c.Dealdraft_list_sent';
import list_voided from '@salesforce/label/c.Dealdraft_list_voided';
import list_linked from '@salesforce/label/c.Dealdraft_list_linked';
import list_created from '@salesforce/label/c.Dealdraft_list_created';
import created_heading from '@salesforce/label/c.Dealdraft_created_heading';
import created_headingBefore from '@salesforce/label/c.Dealdraft_created_headingBefore';
import created_hidden from '@salesforce/label/c.Dealdraft_created_hidden';
import created_about from '@salesforce/label/c.Dealdraft_created_about';
import created_open from '@salesforce/label/c.Dealdraft_created_open';
import created_another from '@salesforce/label/c.Dealdraft_created_another';
import history_show from '@salesforce/label/c.Dealdraft_history_show';
import history_hide from '@salesforce/label/c.Dealdraft_history_hide';
import history_of from '@salesforce/label/c.Dealdraft_history_of';
import history_reading from '@salesforce/label/c.Dealdraft_history_reading';
import history_approvals from '@salesforce/label/c.Dealdraft_history_approvals';
import history_comments from '@salesforce/label/c.Dealdraft_history_comments';
import history_heading from '@salesforce/label/c.Dealdraft_history_heading';
import history_nothing from '@salesforce/label/c.Dealdraft_history_nothing';
import history_gone from '@salesforce/label/c.Dealdraft_history_gone';
import history_noApprovals from '@salesforce/label/c.Dealdraft_history_noApprovals';
import history_noComments from '@salesforce/label/c.Dealdraft_history_noComments';
import history_neither from '@salesforce/label/c.Dealdraft_history_neither';
import history_failed from '@salesforce/label/c.Dealdraft_history_failed';
import history_approval from '@salesforce/label/c.Dealdraft_history_approval';
import history_spotdraft from '@salesforce/label/c.Dealdraft_history_spotdraft';
import history_salesforce from '@salesforce/label/c.Dealdraft_history_salesforce';
import history_archive from '@salesforce/label/c.Dealdraft_history_archive';
import history_contract from '@salesforce/label/c.Dealdraft_history_contract';
import history_by from '@salesforce/label/c.Dealdraft_history_by';
import history_change from '@salesforce/label/c.Dealdraft_history_change';
import history_empty from '@salesforce/label/c.Dealdraft_history_empty';
import approval_APPROVED from '@salesforce/label/c.Dealdraft_approval_APPROVED';
import approval_NOT_STARTED from '@salesforce/label/c.Dealdraft_approval_NOT_STARTED';
import approval_PENDING from '@salesforce/label/c.Dealdraft_approval_PENDING';
import approval_REJECTED from '@salesforce/label/c.Dealdraft_approval_REJECTED';
import approval_SKIPPED from '@salesforce/label/c.Dealdraft_approval_SKIPPED';
import approval_SUGGESTED from '@salesforce/label/c.Dealdraft_approval_SUGGESTED';
import approval_unknown from '@salesforce/label/c.Dealdraft_approval_unknown';
import link_title from '@salesforce/label/c.Dealdraft_link_title';
import link_search from '@salesforce/label/c.Dealdraft_link_search';
import link_example from '@salesforce/label/c.Dealdraft_link_example';
import link_contracts from '@salesforce/label/c.Dealdraft_link_contracts';
import link_suggested from '@salesforce/label/c.Dealdraft_link_suggested';
import link_notSuggested from '@salesforce/label/c.Dealdraft_link_notSuggested';
import link_searching from '@salesforce/label/c.Dealdraft_link_searching';
import link_none from '@salesforce/label/c.Dealdraft_link_none';
import link_found_one from '@salesforce/label/c.Dealdraft_link_found_one';
import link_found_other from '@salesforce/label/c.Dealdraft_link_found_other';
import link_first_one from '@salesforce/label/c.Dealdraft_link_first_one';
import link_first_other from '@salesforce/label/c.Dealdraft_link_first_other';
import link_moves from '@salesforce/label/c.Dealdraft_link_moves';
import link_movesFrom from '@salesforce/label/c.Dealdraft_link_movesFrom';
import link_linking from '@salesforce/label/c.Dealdraft_link_linking';
import link_confirm from '@salesforce/label/c.Dealdraft_link_confirm';
import link_confirmMove from '@salesforce/label/c.Dealdraft_link_confirmMove';
import link_here from '@salesforce/label/c.Dealdraft_link_here';
import link_noDeal from '@salesforce/label/c.Dealdraft_link_noDeal';
import link_toDeal from '@salesforce/label/c.Dealdraft_link_toDeal';
import remind_title from '@salesforce/label/c.Dealdraft_remind_title';
import remind_about from '@salesforce/label/c.Dealdraft_remind_about';
import remind_who from '@salesforce/label/c.Dealdraft_remind_who';
import remind_sent from '@salesforce/label/c.Dealdraft_remind_sent';
import remind_confirm from '@salesforce/label/c.Dealdraft_remind_confirm';
import remind_failed from '@salesforce/label/c.Dealdraft_remind_failed';
import send_title from '@salesforce/label/c.Dealdraft_send_title';
import send_about from '@salesforce/label/c.Dealdraft_send_about';
import send_counterparties from '@salesforce/label/c.Dealdraft_send_counterparties';
import send_later from '@salesforce/label/c.Dealdraft_send_later';
import send_instead from '@salesforce/label/c.Dealdraft_send_instead';
import send_message from '@salesforce/label/c.Dealdraft_send_message';
import send_addresses from '@salesforce/label/c.Dealdraft_send_addresses';
import send_wrong_one from '@salesforce/label/c.Dealdraft_send_wrong_one';
import send_wrong_other from '@salesforce/label/c.Dealdraft_send_wrong_other';
import send_confirm from '@salesforce/label/c.Dealdraft_send_confirm';
import send_maybe from '@salesforce/label/c.Dealdraft_send_maybe';
import similar_heading_one from '@salesforce/label/c.Dealdraft_similar_heading_one';
import similar_heading_other from '@salesforce/label/c.Dealdraft_similar_heading_other';
import similar_made from '@salesforce/label/c.Dealdraft_similar_made';
import similar_open from '@salesforce/label/c.Dealdraft_similar_open';
import similar_ask from '@salesforce/label/c.Dealdraft_similar_ask';
import similar_back from '@salesforce/label/c.Dealdraft_similar_back';
import templates_search from '@salesforce/label/c.Dealdraft_templates_search';
import templates_heading from '@salesforce/label/c.Dealdraft_templates_heading';
import templates_loading from '@salesforce/label/c.Dealdraft_templates_loading';
import templates_count_one from '@salesforce/label/c.Dealdraft_templates_count_one';
import templates_count_other from '@salesforce/label/c.Dealdraft_templates_count_other';
import templates_none from '@salesforce/label/c.Dealdraft_templates_none';
import templates_noMatch from '@salesforce/label/c.Dealdraft_templates_noMatch';
import templates_notOffered from '@salesforce/label/c.Dealdraft_templates_notOffered';
import templates_named from '@salesforce/label/c.Dealdraft_templates_named';
import unsettled_about from '@salesforce/label/c.Dealdraft_unsettled_about';
import unsettled_asking from '@salesforce/label/c.Dealdraft_unsettled_asking';
import unsettled_ask from '@salesforce/label/c.Dealdraft_unsettled_ask';
import unsettled_letBeAbout from '@salesforce/label/c.Dealdraft_unsettled_letBeAbout';
import unsettled_letBe from '@salesforce/label/c.Dealdraft_unsettled_letBe';
import unsettled_taken from '@salesforce/label/c.Dealdraft_unsettled_taken';
import unsettled_another from '@salesforce/label/c.Dealdraft_unsettled_another';
import void_title from '@salesforce/label/c.Dealdraft_void_title';
import void_about from '@salesforce/label/c.Dealdraft_void_about';
import void_why from '@salesforce/label/c.Dealdraft_void_why';
import void_noteMissing from '@salesforce/label/c.Dealdraft_void_noteMissing';
import void_noteKept from '@salesforce/label/c.Dealdraft_void_noteKept';
import void_voiding from '@salesforce/label/c.Dealdraft_void_voiding';
import void_confirm from '@salesforce/label/c.Dealdraft_void_confirm';
import activity_CONTRACT_CREATED from '@salesforce/label/c.Dealdraft_activity_CONTRACT_CREATED';
import activity_CONTRACT_DATA_UPDATED from '@salesforce/label/c.Dealdraft_activity_CONTRACT_DATA_UPDATED';
import activity_CONTRACT_SENT_TO_COUNTERPARTY from '@salesforce/label/c.Dealdraft_activity_CONTRACT_SENT_TO_COUNTERPARTY';
import activity_CONTRACT_MARK_FOR_EXECUTION from '@salesforce/label/c.Dealdraft_activity_CONTRACT_MARK_FOR_EXECUTION';
import activity_CONTRACT_UNMARK_FOR_EXECUTION from '@salesforce/label/c.Dealdraft_activity_CONTRACT_UNMARK_FOR_EXECUTION';
import activity_CONTRACT_SIGNATURE_REQUESTED from '@salesforce/label/c.Dealdraft_activity_CONTRACT_SIGNATURE_REQUESTED';
import activity_CONTRACT_SIGNED from '@salesforce/label/c.Dealdraft_activity_CONTRACT_SIGNED';
import activity_CONTRACT_SIGNATURE_DECLINED from '@salesforce/label/c.Dealdraft_activity_CONTRACT_SIGNATURE_DECLINED';
import activity_CONTRACT_EXECUTED from '@salesforce/label/c.Dealdraft_activity_CONTRACT_EXECUTED';
import activity_CONTRACT_VOIDED from '@salesforce/label/c.Dealdraft_activity_CONTRACT_VOIDED';
import activity_CONTRACT_DELETED from '@salesforce/label/c.Dealdraft_activity_CONTRACT_DELETED';
import activity_CONTRACT_VERSION_UPLOADED from '@salesforce/label/c.Dealdraft_activity_CONTRACT_VERSION_UPLOADED';
import activity_CONTRACT_EXTERNAL_METADATA_CREATED from '@salesforce/label/c.Dealdraft_activity_CONTRACT_EXTERNAL_METADATA_CREATED';
import activity_CONTRACT_EXTERNAL_METADATA_UPDATED from '@salesforce/label/c.Dealdraft_activity_CONTRACT_EXTERNAL_METADATA_UPDATED';
import activity_CONTRACT_APPROVAL_REQUESTED from '@salesforce/label/c.Dealdraft_activity_CONTRACT_APPROVAL_REQUESTED';
import activity_CONTRACT_APPROVAL_COMPLETED from '@salesforce/label/c.Dealdraft_activity_CONTRACT_APPROVAL_COMPLETED';
import activity_CONTRACT_ENTITY_UPDATED from '@salesforce/label/c.Dealdraft_activity_CONTRACT_ENTITY_UPDATED';
import activity_CONTRACT_SIGNATURE_REQUESTED_NOTIFICATION_SENT from '@salesforce/label/c.Dealdraft_activity_CONTRACT_SIGNATURE_REQUESTED_NOTIFICATION_SENT';
import activity_CONTRACT_KEY_POINTER_CREATION from '@salesforce/label/c.Dealdraft_activity_CONTRACT_KEY_POINTER_CREATION';
import activity_CONTRACT_KEY_POINTER_UPDATION from '@salesforce/label/c.Dealdraft_activity_CONTRACT_KEY_POINTER_UPDATION';
import activity_CONTRACT_PROCESS_METRIC_UPDATED from '@salesforce/label/c.Dealdraft_activity_CONTRACT_PROCESS_METRIC_UPDATED';
import activity_CONTRACT_ACTIVITY_LOG_COMMENT_CREATED from '@salesforce/label/c.Dealdraft_activity_CONTRACT_ACTIVITY_LOG_COMMENT_CREATED';
import activity_REDLINING_EMAIL_DELIVERED from '@salesforce/label/c.Dealdraft_activity_REDLINING_EMAIL_DELIVERED';
import activity_REDLINING_EMAIL_OPENED from '@salesforce/label/c.Dealdraft_activity_REDLINING_EMAIL_OPENED';
import activity_REDLINING_EMAIL_LINK_CLICKED from '@salesforce/label/c.Dealdraft_activity_REDLINING_EMAIL_LINK_CLICKED';
import activity_REDLINING_EMAIL_NOT_DELIVERED from '@salesforce/label/c.Dealdraft_activity_REDLINING_EMAIL_NOT_DELIVERED';
import activity_SIGNING_EMAIL_DELIVERED from '@salesforce/label/c.Dealdraft_activity_SIGNING_EMAIL_DELIVERED';
import activity_SIGNING_EMAIL_OPENED from '@salesforce/label/c.Dealdraft_activity_SIGNING_EMAIL_OPENED';
import activity_SIGNING_EMAIL_LINK_CLICKED from '@salesforce/label/c.Dealdraft_activity_SIGNING_EMAIL_LINK_CLICKED';
import activity_SIGNING_EMAIL_NOT_DELIVERED from '@salesforce/label/c.Dealdraft_activity_SIGNING_EMAIL_NOT_DELIVERED';
import operation_createContract from '@salesforce/label/c.Dealdraft_operation_createContract';
import operation_sendContract from '@salesforce/label/c.Dealdraft_operation_sendContract';
import operation_resendToSignatory from '@salesforce/label/c.Dealdraft_operation_resendToSignatory';
import operation_voidContract from '@salesforce/label/c.Dealdraft_operation_voidContract';
import operation_linkContract from '@salesforce/label/c.Dealdraft_operation_linkContract';
import operation_unlinkContract from '@salesforce/label/c.Dealdraft_operation_unlinkContract';
import operation_archiveContract from '@salesforce/label/c.Dealdraft_operation_archiveContract';
import operation_syncContract from '@salesforce/label/c.Dealdraft_operation_syncContract';
import operation_createRecipientLink from '@salesforce/label/c.Dealdraft_operation_createRecipientLink';
import operation_markForExecution from '@salesforce/label/c.Dealdraft_operation_markForExecution';
import operation_requestApprovals from '@salesforce/label/c.Dealdraft_operation_requestApprovals';
import operation_addComment from '@salesforce/label/c.Dealdraft_operation_addComment';
import operation_inviteToContract from '@salesforce/label/c.Dealdraft_operation_inviteToContract';
import operation_updateKeyPointers from '@salesforce/label/c.Dealdraft_operation_updateKeyPointers';
import operation_uploadContractVersion from '@salesforce/label/c.Dealdraft_operation_uploadContractVersion';
import creation_created from '@salesforce/label/c.Dealdraft_creation_created';
import creation_existing from '@salesforce/label/c.Dealdraft_creation_existing';
import creation_found from '@salesforce/label/c.Dealdraft_creation_found';
import creation_not_created from '@salesforce/label/c.Dealdraft_creation_not_created';
import creation_refused from '@salesforce/label/c.Dealdraft_creation_refused';
import creation_mismatch from '@salesforce/label/c.Dealdraft_creation_mismatch';
import creation_uncertain from '@salesforce/label/c.Dealdraft_creation_uncertain';
import creation_failed from '@salesforce/label/c.Dealdraft_creation_failed';
import archiving_waiting from '@salesforce/label/c.Dealdraft_archiving_waiting';
import archiving_archived from '@salesforce/label/c.Dealdraft_archiving_archived';
import archiving_skipped from '@salesforce/label/c.Dealdraft_archiving_skipped';
import archiving_parked from '@salesforce/label/c.Dealdraft_archiving_parked';
import people_somebody from '@salesforce/label/c.Dealdraft_people_somebody';
import people_named from '@salesforce/label/c.Dealdraft_people_named';
import people_forSide from '@salesforce/label/c.Dealdraft_people_forSide';
import people_organisation from '@salesforce/label/c.Dealdraft_people_organisation';
import people_firstName from '@salesforce/label/c.Dealdraft_people_firstName';
import people_lastName from '@salesforce/label/c.Dealdraft_people_lastName';
import people_email from '@salesforce/label/c.Dealdraft_people_email';
import people_name from '@salesforce/label/c.Dealdraft_people_name';
import people_title from '@salesforce/label/c.Dealdraft_people_title';
import people_needOrganisation from '@salesforce/label/c.Dealdraft_people_needOrganisation';
import people_needFirstName from '@salesforce/label/c.Dealdraft_people_needFirstName';
import people_needEmail from '@salesforce/label/c.Dealdraft_people_needEmail';
import people_needName from '@salesforce/label/c.Dealdraft_people_needName';
import people_noAddress from '@salesforce/label/c.Dealdraft_people_noAddress';
import people_notWorkedOut from '@salesforce/label/c.Dealdraft_people_notWorkedOut';
import people_noContact from '@salesforce/label/c.Dealdraft_people_noContact';
import people_whichContact from '@salesforce/label/c.Dealdraft_people_whichContact';
import people_noCounterparty from '@salesforce/label/c.Dealdraft_people_noCounterparty';
import people_orderNeedsOther from '@salesforce/label/c.Dealdraft_people_orderNeedsOther';
import people_whoGets from '@salesforce/label/c.Dealdraft_people_whoGets';
import people_whoGetsRole from '@salesforce/label/c.Dealdraft_people_whoGetsRole';
import people_party from '@salesforce/label/c.Dealdraft_people_party';
import people_signsFor from '@salesforce/label/c.Dealdraft_people_signsFor';
import people_us from '@salesforce/label/c.Dealdraft_people_us';
import people_otherSide from '@salesforce/label/c.Dealdraft_people_otherSide';
import people_whoSigns from '@salesforce/label/c.Dealdraft_people_whoSigns';
import people_spotdraftDecides from '@salesforce/label/c.Dealdraft_people_spotdraftDecides';
import people_row from '@salesforce/label/c.Dealdraft_people_row';
import people_signatory from '@salesforce/label/c.Dealdraft_people_signatory';
import people_removeSignatory from '@salesforce/label/c.Dealdraft_people_removeSignatory';
import people_signsEarlier from '@salesforce/label/c.Dealdraft_people_signsEarlier';
import people_signsLater from '@salesforce/label/c.Dealdraft_people_signsLater';
import people_earlier from '@salesforce/label/c.Dealdraft_people_earlier';
import people_later from '@salesforce/label/c.Dealdraft_people_later';
import people_inOrder from '@salesforce/label/c.Dealdraft_people_inOrder';
import people_add from '@salesforce/label/c.Dealdraft_people_add';
import people_change from '@salesforce/label/c.Dealdraft_people_change';
import people_back from '@salesforce/label/c.Dealdraft_people_back';
import draft_notComplete from '@salesforce/label/c.Dealdraft_draft_notComplete';
import draft_notFit from '@salesforce/label/c.Dealdraft_draft_notFit';
import draft_belowZero from '@salesforce/label/c.Dealdraft_draft_belowZero';
import draft_otherCurrency from '@salesforce/label/c.Dealdraft_draft_otherCurrency';
import draft_setUpWrong from '@salesforce/label/c.Dealdraft_draft_setUpWrong';
import draft_noName from '@salesforce/label/c.Dealdraft_draft_noName';
import draft_name from '@salesforce/label/c.Dealdraft_draft_name';
import draft_people from '@salesforce/label/c.Dealdraft_draft_people';
import draft_needs_one from '@salesforce/label/c.Dealdraft_draft_needs_one';
import draft_needs_other from '@salesforce/label/c.Dealdraft_draft_needs_other';
import draft_yourEntry from '@salesforce/label/c.Dealdraft_draft_yourEntry';
import draft_default from '@salesforce/label/c.Dealdraft_draft_default';
import draft_notFilled from '@salesforce/label/c.Dealdraft_draft_notFilled';
import draft_emptyOnDeal from '@salesforce/label/c.Dealdraft_draft_emptyOnDeal';
import draft_automatic from '@salesforce/label/c.Dealdraft_draft_automatic';
import draft_fromDeal from '@salesforce/label/c.Dealdraft_draft_fromDeal';
import draft_readPart from '@salesforce/label/c.Dealdraft_draft_readPart';
import draft_readParts from '@salesforce/label/c.Dealdraft_draft_readParts';
import draft_nothing from '@salesforce/label/c.Dealdraft_draft_nothing';
import draft_total from '@salesforce/label/c.Dealdraft_draft_total';
import draft_totalEqual from '@salesforce/label/c.Dealdraft_draft_totalEqual';
import draft_totalMore from '@salesforce/label/c.Dealdraft_draft_totalMore';
import draft_totalLess from '@salesforce/label/c.Dealdraft_draft_totalLess';
import crm_Account from '@salesforce/label/c.Dealdraft_crm_Account';
import crm_Amount from '@salesforce/label/c.Dealdraft_crm_Amount';
import crm_CloseDate from '@salesforce/label/c.Dealdraft_crm_CloseDate';
import crm_Name from '@salesforce/label/c.Dealdraft_crm_Name';
import crm_StageName from '@salesforce/label/c.Dealdraft_crm_StageName';
import crm_Owner from '@salesforce/label/c.Dealdraft_crm_Owner';
import crm_Description from '@salesforce/label/c.Dealdraft_crm_Description';
import crm_NextStep from '@salesforce/label/c.Dealdraft_crm_NextStep';
import crm_OpportunityLineItems from '@salesforce/label/c.Dealdraft_crm_OpportunityLineItems';
import crm_OpportunityContactRoles from '@salesforce/label/c.Dealdraft_crm_OpportunityContactRoles';
import crm_Contact from '@salesforce/label/c.Dealdraft_crm_Contact';
import crm_Product2 from '@salesforce/label/c.Dealdraft_crm_Product2';
import crm_Quantity from '@salesforce/label/c.Dealdraft_crm_Quantity';
import crm_UnitPrice from '@salesforce/label/c.Dealdraft_crm_UnitPrice';
import crm_TotalPrice from '@salesforce/label/c.Dealdraft_crm_TotalPrice';
import crm_CurrencyIsoCode from '@salesforce/label/c.Dealdraft_crm_CurrencyIsoCode';
import crm_BillingStreet from '@salesforce/label/c.Dealdraft_crm_BillingStreet';
import crm_BillingCity from '@salesforce/label/c.Dealdraft_crm_BillingCity';
import crm_BillingState from '@salesforce/label/c.Dealdraft_crm_BillingState';
import crm_BillingPostalCode from '@salesforce/label/c.Dealdraft_crm_BillingPostalCode';
import crm_BillingCountry from '@salesforce/label/c.Dealdraft_crm_BillingCountry';
import crm_FirstName from '@salesforce/label/c.Dealdraft_crm_FirstName';
import crm_LastName from '@salesforce/label/c.Dealdraft_crm_LastName';
import crm_Email from '@salesforce/label/c.Dealdraft_crm_Email';
import crm_Title from '@salesforce/label/c.Dealdraft_crm_Title';
import field_mapping from '@salesforce/label/c.Dealdraft_field_mapping';
import field_valueFound from '@salesforce/label/c.Dealdraft_field_valueFound';
import field_back from '@salesforce/label/c.Dealdraft_field_back';
import field_backOf from '@salesforce/label/c.Dealdraft_field_backOf';
import field_yes from '@salesforce/label/c.Dealdraft_field_yes';
import field_no from '@salesforce/label/c.Dealdraft_field_no';
import field_oneALine from '@salesforce/label/c.Dealdraft_field_oneALine';
import field_choose from '@salesforce/label/c.Dealdraft_field_choose';
import field_noFiles from '@salesforce/label/c.Dealdraft_field_noFiles';
import field_filesGiven from '@salesforce/label/c.Dealdraft_field_filesGiven';
import table_row from '@salesforce/label/c.Dealdraft_table_row';
import table_noRows from '@salesforce/label/c.Dealdraft_table_noRows';
import table_add from '@salesforce/label/c.Dealdraft_table_add';
import table_column from '@salesforce/label/c.Dealdraft_table_column';
import table_removeRow from '@salesforce/label/c.Dealdraft_table_removeRow';
import table_cell from '@salesforce/label/c.Dealdraft_table_cell';
import table_totalNote from '@salesforce/label/c.Dealdraft_table_totalNote';
import generate_title from '@salesforce/label/c.Dealdraft_generate_title';
import generate_otherTemplate from '@salesforce/label/c.Dealdraft_generate_otherTemplate';
import generate_filling from '@salesforce/label/c.Dealdraft_generate_filling';
import generate_unmapped from '@salesforce/label/c.Dealdraft_generate_unmapped';
import generate_stillHere from '@salesforce/label/c.Dealdraft_generate_stillHere';
import generate_startOver from '@salesforce/label/c.Dealdraft_generate_startOver';
import generate_forAdmin from '@salesforce/label/c.Dealdraft_generate_forAdmin';
import generate_mend from '@salesforce/label/c.Dealdraft_generate_mend';
import generate_notOffered from '@salesforce/label/c.Dealdraft_generate_notOffered';
import generate_sendTo from '@salesforce/label/c.Dealdraft_generate_sendTo';
import generate_goesTo from '@salesforce/label/c.Dealdraft_generate_goesTo';
import generate_checking from '@salesforce/label/c.Dealdraft_generate_checking';
import generate_complete from '@salesforce/label/c.Dealdraft_generate_complete';
import generate_hideMapping from '@salesforce/label/c.Dealdraft_generate_hideMapping';
import generate_showMapping from '@salesforce/label/c.Dealdraft_generate_showMapping';
import generate_creating from '@salesforce/label/c.Dealdraft_generate_creating';
import generate_create from '@salesforce/label/c.Dealdraft_generate_create';
import generate_findingOut from '@salesforce/label/c.Dealdraft_generate_findingOut';
import generate_creatingLong from '@salesforce/label/c.Dealdraft_generate_creatingLong';
import generate_offline from '@salesforce/label/c.Dealdraft_generate_offline';
import generate_nothingCreated from '@salesforce/label/c.Dealdraft_generate_nothingCreated';
import error_unauthenticated from '@salesforce/label/c.Dealdraft_error_unauthenticated';
import error_forbidden from '@salesforce/label/c.Dealdraft_error_forbidden';
import error_notFound from '@salesforce/label/c.Dealdraft_error_notFound';
import error_unavailable from '@salesforce/label/c.Dealdraft_error_unavailable';
import error_credentials from '@salesforce/label/c.Dealdraft_error_credentials';
import error_aSystem from '@salesforce/label/c.Dealdraft_error_aSystem';
import error_rateLimited from '@salesforce/label/c.Dealdraft_error_rateLimited';
import error_rateLimitedFor_one from '@salesforce/label/c.Dealdraft_error_rateLimitedFor_one';
import error_rateLimitedFor_other from '@salesforce/label/c.Dealdraft_error_rateLimitedFor_other';
import error_notDone from '@salesforce/label/c.Dealdraft_error_notDone';
import error_unknown from '@salesforce/label/c.Dealdraft_error_unknown';
import error_noReason from '@salesforce/label/c.Dealdraft_error_noReason';
import error_noDeal from '@salesforce/label/c.Dealdraft_error_noDeal';
import error_noSigningAddress from '@salesforce/label/c.Dealdraft_error_noSigningAddress';
import error_unreadable from '@salesforce/label/c.Dealdraft_error_unreadable';
import refusal_MAPPING_MISSING from '@salesforce/label/c.Dealdraft_refusal_MAPPING_MISSING';
import refusal_MAPPING_FAILED from '@salesforce/label/c.Dealdraft_refusal_MAPPING_FAILED';
import refusal_REQUIRED from '@salesforce/label/c.Dealdraft_refusal_REQUIRED';
import refusal_INVALID_VALUE from '@salesforce/label/c.Dealdraft_refusal_INVALID_VALUE';
import refusal_UNKNOWN_FIELD from '@salesforce/label/c.Dealdraft_refusal_UNKNOWN_FIELD';
import refusal_NOT_FOUND from '@salesforce/label/c.Dealdraft_refusal_NOT_FOUND';
import refusal_INVALID_INPUT from '@salesforce/label/c.Dealdraft_refusal_INVALID_INPUT';
import refusal_IDEMPOTENCY_MISMATCH from '@salesforce/label/c.Dealdraft_refusal_IDEMPOTENCY_MISMATCH';
import refusal_CREATION_UNCERTAIN from '@salesforce/label/c.Dealdraft_refusal_CREATION_UNCERTAIN';
import refusal_INVALID_STATE from '@salesforce/label/c.Dealdraft_refusal_INVALID_STATE';
import refusal_SPOTDRAFT_REFUSED from '@salesforce/label/c.Dealdraft_refusal_SPOTDRAFT_REFUSED';
import refusal_SPOTDRAFT_USER_MISSING from '@salesforce/label/c.Dealdraft_refusal_SPOTDRAFT_USER_MISSING';
import refusal_SPOTDRAFT_USER_INACTIVE from '@salesforce/label/c.Dealdraft_refusal_SPOTDRAFT_USER_INACTIVE';
import apex_unreachable from '@salesforce/label/c.Dealdraft_apex_unreachable';
import apex_notLive from '@salesforce/label/c.Dealdraft_apex_notLive';
import apex_nothingToSend from '@salesforce/label/c.Dealdraft_apex_nothingToSend';

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
  term_heading,
  term_of,
  term_MATCH,
  term_MISMATCH,
  term_MISSING,
  term_unknown,
  term_blocks,
  term_confirmed,
  term_signed,
  term_expected,
  term_from,
  term_nothing,
  term_rows_one,
  term_rows_other,
  term_confirmedBy,
  term_isRight,
  term_isRightOf,
  term_why,
  term_reasonKept,
  term_reasonMissing,
  term_confirm,
  term_dealBlocked_one,
  term_dealBlocked_other,
  list_confirming,
  list_confirmed,
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
  common_tryAgain,
  common_close,
  common_cancel,
  common_required,
  common_remove,
  common_working,
  common_sending,
  common_theContract,
  common_namedAddress,
  common_checkAgain,
  list_heading,
  list_headingCount,
  list_connecting,
  list_live,
  list_polling,
  list_offline,
  list_youAreOffline,
  list_youAreOnline,
  list_offlineNote,
  list_stale,
  list_lacking,
  list_linkExisting,
  list_newContract,
  list_begun,
  list_continue,
  list_continueOf,
  list_drop,
  list_dropOf,
  list_loading,
  list_none,
  list_noneHelp,
  list_notSaved,
  list_keepEditing,
  list_discard,
  list_archiving,
  list_archivingAgain,
  list_syncing,
  list_synced,
  list_inStep,
  list_signingOpen,
  list_remindedThem,
  list_sent,
  list_voided,
  list_linked,
  list_created,
  created_heading,
  created_headingBefore,
  created_hidden,
  created_about,
  created_open,
  created_another,
  history_show,
  history_hide,
  history_of,
  history_reading,
  history_approvals,
  history_comments,
  history_heading,
  history_nothing,
  history_gone,
  history_noApprovals,
  history_noComments,
  history_neither,
  history_failed,
  history_approval,
  history_spotdraft,
  history_salesforce,
  history_archive,
  history_contract,
  history_by,
  history_change,
  history_empty,
  approval_APPROVED,
  approval_NOT_STARTED,
  approval_PENDING,
  approval_REJECTED,
  approval_SKIPPED,
  approval_SUGGESTED,
  approval_unknown,
  link_title,
  link_search,
  link_example,
  link_contracts,
  link_suggested,
  link_notSuggested,
  link_searching,
  link_none,
  link_found_one,
  link_found_other,
  link_first_one,
  link_first_other,
  link_moves,
  link_movesFrom,
  link_linking,
  link_confirm,
  link_confirmMove,
  link_here,
  link_noDeal,
  link_toDeal,
  remind_title,
  remind_about,
  remind_who,
  remind_sent,
  remind_confirm,
  remind_failed,
  send_title,
  send_about,
  send_counterparties,
  send_later,
  send_instead,
  send_message,
  send_addresses,
  send_wrong_one,
  send_wrong_other,
  send_confirm,
  send_maybe,
  similar_heading_one,
  similar_heading_other,
  similar_made,
  similar_open,
  similar_ask,
  similar_back,
  templates_search,
  templates_heading,
  templates_loading,
  templates_count_one,
  templates_count_other,
  templates_none,
  templates_noMatch,
  templates_notOffered,
  templates_named,
  unsettled_about,
  unsettled_asking,
  unsettled_ask,
  unsettled_letBeAbout,
  unsettled_letBe,
  unsettled_taken,
  unsettled_another,
  void_title,
  void_about,
  void_why,
  void_noteMissing,
  void_noteKept,
  void_voiding,
  void_confirm,
  activity_CONTRACT_CREATED,
  activity_CONTRACT_DATA_UPDATED,
  activity_CONTRACT_SENT_TO_COUNTERPARTY,
  activity_CONTRACT_MARK_FOR_EXECUTION,
  activity_CONTRACT_UNMARK_FOR_EXECUTION,
  activity_CONTRACT_SIGNATURE_REQUESTED,
  activity_CONTRACT_SIGNED,
  activity_CONTRACT_SIGNATURE_DECLINED,
  activity_CONTRACT_EXECUTED,
  activity_CONTRACT_VOIDED,
  activity_CONTRACT_DELETED,
  activity_CONTRACT_VERSION_UPLOADED,
  activity_CONTRACT_EXTERNAL_METADATA_CREATED,
  activity_CONTRACT_EXTERNAL_METADATA_UPDATED,
  activity_CONTRACT_APPROVAL_REQUESTED,
  activity_CONTRACT_APPROVAL_COMPLETED,
  activity_CONTRACT_ENTITY_UPDATED,
  activity_CONTRACT_SIGNATURE_REQUESTED_NOTIFICATION_SENT,
  activity_CONTRACT_KEY_POINTER_CREATION,
  activity_CONTRACT_KEY_POINTER_UPDATION,
  activity_CONTRACT_PROCESS_METRIC_UPDATED,
  activity_CONTRACT_ACTIVITY_LOG_COMMENT_CREATED,
  activity_REDLINING_EMAIL_DELIVERED,
  activity_REDLINING_EMAIL_OPENED,
  activity_REDLINING_EMAIL_LINK_CLICKED,
  activity_REDLINING_EMAIL_NOT_DELIVERED,
  activity_SIGNING_EMAIL_DELIVERED,
  activity_SIGNING_EMAIL_OPENED,
  activity_SIGNING_EMAIL_LINK_CLICKED,
  activity_SIGNING_EMAIL_NOT_DELIVERED,
  operation_createContract,
  operation_sendContract,
  operation_resendToSignatory,
  operation_voidContract,
  operation_linkContract,
  operation_unlinkContract,
  operation_archiveContract,
  operation_syncContract,
  operation_createRecipientLink,
  operation_markForExecution,
  operation_requestApprovals,
  operation_addComment,
  operation_inviteToContract,
  operation_updateKeyPointers,
  operation_uploadContractVersion,
  creation_created,
  creation_existing,
  creation_found,
  creation_not_created,
  creation_refused,
  creation_mismatch,
  creation_uncertain,
  creation_failed,
  archiving_waiting,
  archiving_archived,
  archiving_skipped,
  archiving_parked,
  people_somebody,
  people_named,
  people_forSide,
  people_organisation,
  people_firstName,
  people_lastName,
  people_email,
  people_name,
  people_title,
  people_needOrganisation,
  people_needFirstName,
  people_needEmail,
  people_needName,
  people_noAddress,
  people_notWorkedOut,
  people_noContact,
  people_whichContact,
  people_noCounterparty,
  people_orderNeedsOther,
  people_whoGets,
  people_whoGetsRole,
  people_party,
  people_signsFor,
  people_us,
  people_otherSide,
  people_whoSigns,
  people_spotdraftDecides,
  people_row,
  people_signatory,
  people_removeSignatory,
  people_signsEarlier,
  people_signsLater,
  people_earlier,
  people_later,
  people_inOrder,
  people_add,
  people_change,
  people_back,
  draft_notComplete,
  draft_notFit,
  draft_belowZero,
  draft_otherCurrency,
  draft_setUpWrong,
  draft_noName,
  draft_name,
  draft_people,
  draft_needs_one,
  draft_needs_other,
  draft_yourEntry,
  draft_default,
  draft_notFilled,
  draft_emptyOnDeal,
  draft_automatic,
  draft_fromDeal,
  draft_readPart,
  draft_readParts,
  draft_nothing,
  draft_total,
  draft_totalEqual,
  draft_totalMore,
  draft_totalLess,
  crm_Account,
  crm_Amount,
  crm_CloseDate,
  crm_Name,
  crm_StageName,
  crm_Owner,
  crm_Description,
  crm_NextStep,
  crm_OpportunityLineItems,
  crm_OpportunityContactRoles,
  crm_Contact,
  crm_Product2,
  crm_Quantity,
  crm_UnitPrice,
  crm_TotalPrice,
  crm_CurrencyIsoCode,
  crm_BillingStreet,
  crm_BillingCity,
  crm_BillingState,
  crm_BillingPostalCode,
  crm_BillingCountry,
  crm_FirstName,
  crm_LastName,
  crm_Email,
  crm_Title,
  field_mapping,
  field_valueFound,
  field_back,
  field_backOf,
  field_yes,
  field_no,
  field_oneALine,
  field_choose,
  field_noFiles,
  field_filesGiven,
  table_row,
  table_noRows,
  table_add,
  table_column,
  table_removeRow,
  table_cell,
  table_totalNote,
  generate_title,
  generate_otherTemplate,
  generate_filling,
  generate_unmapped,
  generate_stillHere,
  generate_startOver,
  generate_forAdmin,
  generate_mend,
  generate_notOffered,
  generate_sendTo,
  generate_goesTo,
  generate_checking,
  generate_complete,
  generate_hideMapping,
  generate_showMapping,
  generate_creating,
  generate_create,
  generate_findingOut,
  generate_creatingLong,
  generate_offline,
  generate_nothingCreated,
  error_unauthenticated,
  error_forbidden,
  error_notFound,
  error_unavailable,
  error_credentials,
  error_aSystem,
  error_rateLimited,
  error_rateLimitedFor_one,
  error_rateLimitedFor_other,
  error_notDone,
  error_unknown,
  error_noReason,
  error_noDeal,
  error_noSigningAddress,
  error_unreadable,
  refusal_MAPPING_MISSING,
  refusal_MAPPING_FAILED,
  refusal_REQUIRED,
  refusal_INVALID_VALUE,
  refusal_UNKNOWN_FIELD,
  refusal_NOT_FOUND,
  refusal_INVALID_INPUT,
  refusal_IDEMPOTENCY_MISMATCH,
  refusal_CREATION_UNCERTAIN,
  refusal_INVALID_STATE,
  refusal_SPOTDRAFT_REFUSED,
  refusal_SPOTDRAFT_USER_MISSING,
  refusal_SPOTDRAFT_USER_INACTIVE,
  apex_unreachable,
  apex_notLive,
  apex_nothingToSend,
};
