/** Generated from openapi/spotdraft.yml by `npm run generate`; changes made here are lost. */
export interface components {
  schemas: {
    /** @enum {string} */
    readonly AttachmentFormatsEnum: 'DOCX' | 'PDF' | 'TEMPLATE';
    readonly ContractKeyPointerBulkRequest: {
      readonly key_pointers: readonly {
        readonly key_pointer_id?: number;
        readonly key_pointer_field_name?: string;
        readonly value?: unknown;
      }[];
    };
    readonly ContractNoteUpdateRequest: {
      readonly note_tag?: {
        readonly name: string;
        readonly id?: number;
      };
      readonly text: string;
    };
    readonly ContractTypeAccessControlListAPIRequest: {
      readonly permission_filter_list: readonly components['schemas']['PermissionFilterListEnum'][];
    };
    readonly ContractUnMarkForExecutionRequest: {
      readonly note?: string;
    };
    readonly ContractUploadForReviewRequest: {
      readonly contract_name: string;
      readonly contract_type_id: number;
      readonly file_name: string;
      readonly file_base64: string;
      readonly creator_organization_entity_id?: number;
      readonly external_metadata?: {
        readonly id?: unknown;
        readonly integration_name?: string;
        readonly record_type?: string;
        readonly record_data?: Record<string, unknown>;
        /** Format: uuid */
        readonly object_configuration_id?: string;
      };
      readonly reviewer?: {
        readonly org_user_email?: string;
        readonly role_id?: number;
        /** @default  */
        readonly description?: string;
      };
      readonly counterparty_workspace_id?: number;
      readonly counterparty_organization_name?: string;
      readonly counterparty_is_individual?: boolean;
      readonly counterparty_poc_details?: {
        readonly first_name: string;
        readonly last_name: string;
        readonly email: string;
      };
      readonly intake_form_data?: Record<string, unknown>;
      /** Format: email */
      readonly business_user_email?: string;
      readonly creator_signatories?: readonly {
        /** Format: email */
        readonly email: string;
        /** @default  */
        readonly title?: string;
        readonly note?: string;
      }[];
    };
    readonly ContractUploadForSignatureRequest: {
      readonly contract_name: string;
      readonly contract_type_id: number;
      readonly file_name: string;
      readonly file_base64: string;
      readonly creator_organization_entity_id?: number;
      readonly counterparty_organization_name: string;
      readonly external_metadata?: {
        readonly id?: unknown;
        readonly integration_name?: string;
        readonly record_type?: string;
        readonly record_data?: Record<string, unknown>;
        /** Format: uuid */
        readonly object_configuration_id?: string;
      };
      readonly counterparty_is_individual?: boolean;
      readonly counterparty_poc_details?: {
        readonly first_name: string;
        readonly last_name: string;
        readonly email: string;
      };
      readonly intake_form_data?: Record<string, unknown>;
      /** Format: email */
      readonly business_user_email?: string;
      readonly creator_signatories?: readonly {
        /** Format: email */
        readonly email: string;
        /** @default  */
        readonly title?: string;
        readonly note?: string;
      }[];
    };
    readonly CreateContractObligationPublicRequest: {
      readonly obligation_type_id: number;
      readonly title: string;
      readonly description?: string;
      /** Format: date-time */
      readonly start_date?: string;
      /** Format: date-time */
      readonly end_date: string;
      readonly tasks?: readonly {
        readonly title: string;
        /** @default  */
        readonly notes?: string;
        readonly contract_id?: number;
        /** Format: date-time */
        readonly due_date?: string;
        readonly due_date_key_pointer_id?: number;
        readonly assignees: readonly {
          readonly org_user_id?: number;
          readonly role_id?: number;
        }[];
        readonly reminders?: readonly {
          readonly value: number;
          /**
           * @default DAYS
           * @enum {unknown}
           */
          readonly type?: 'DAYS' | 'WEEKS' | 'MONTHS' | 'YEARS';
          readonly days: number;
        }[];
        /** @enum {string} */
        readonly task_category?: 'USER_TASK' | 'OBLIGATION_TASK' | 'INTAKE_TASK';
        /** @enum {string} */
        readonly priority?: 'LOW' | 'MEDIUM' | 'HIGH';
        /** @enum {string} */
        readonly intake_task_status?:
          'PENDING' | 'IN_PROGRESS' | 'BLOCKED' | 'COMPLETED' | 'DISCARDED';
        readonly task_associations?: readonly {
          readonly entity_id?: number;
          /** @enum {string} */
          readonly entity_type?: 'OBLIGATION' | 'LEGAL_INTAKE';
          /**
           * @default PRIMARY
           * @enum {string}
           */
          readonly association_type?: 'PRIMARY' | 'SECONDARY';
        }[];
      }[];
      readonly status?: components['schemas']['StatusDc2Enum'];
      readonly custom_fields?: {
        readonly clause?: string;
        readonly contractual_delivery_value?: number | string;
        readonly frequency?: string;
      };
      readonly priority: components['schemas']['PriorityEnum'];
    };
    readonly CreateContractObligationPublicRequestList: readonly {
      readonly obligation_type_id: number;
      readonly title: string;
      readonly description?: string;
      /** Format: date-time */
      readonly start_date?: string;
      /** Format: date-time */
      readonly end_date: string;
      readonly tasks?: readonly {
        readonly title: string;
        /** @default  */
        readonly notes?: string;
        readonly contract_id?: number;
        /** Format: date-time */
        readonly due_date?: string;
        readonly due_date_key_pointer_id?: number;
        readonly assignees: readonly {
          readonly org_user_id?: number;
          readonly role_id?: number;
        }[];
        readonly reminders?: readonly {
          readonly value: number;
          /**
           * @default DAYS
           * @enum {unknown}
           */
          readonly type?: 'DAYS' | 'WEEKS' | 'MONTHS' | 'YEARS';
          readonly days: number;
        }[];
        /** @enum {string} */
        readonly task_category?: 'USER_TASK' | 'OBLIGATION_TASK' | 'INTAKE_TASK';
        /** @enum {string} */
        readonly priority?: 'LOW' | 'MEDIUM' | 'HIGH';
        /** @enum {string} */
        readonly intake_task_status?:
          'PENDING' | 'IN_PROGRESS' | 'BLOCKED' | 'COMPLETED' | 'DISCARDED';
        readonly task_associations?: readonly {
          readonly entity_id?: number;
          /** @enum {string} */
          readonly entity_type?: 'OBLIGATION' | 'LEGAL_INTAKE';
          /**
           * @default PRIMARY
           * @enum {string}
           */
          readonly association_type?: 'PRIMARY' | 'SECONDARY';
        }[];
      }[];
      /** @enum {string} */
      readonly status?: 'PENDING' | 'COMPLETED' | 'FAILED' | 'VERIFIED';
      readonly custom_fields?: {
        readonly clause?: string;
        readonly contractual_delivery_value?: number | string;
        readonly frequency?: string;
      };
      /** @enum {string} */
      readonly priority: 'LOW' | 'MEDIUM' | 'HIGH';
    }[];
    readonly CreateCounterPartyAPIRequest: {
      readonly is_individual: boolean;
      readonly organization_type?: string;
      readonly organization_name?: string;
      readonly contact_name?: string;
      readonly contact_email?: string;
      readonly brand_name?: string;
      readonly primary_address?: {
        readonly line_one: string;
        readonly city_name: string;
        /** @default  */
        readonly state_name?: string;
        /** @default  */
        readonly zipcode?: string;
        readonly email?: string;
        readonly phone?: string;
        readonly country_name: string;
        readonly country_iso_code?: string;
      };
      readonly custom_fields?: Record<string, unknown>;
    };
    readonly CreateCounterPartyAddressRequest: {
      readonly line_one: string;
      readonly city_name: string;
      /** @default  */
      readonly state_name?: string;
      /** @default  */
      readonly zipcode?: string;
      readonly email?: string;
      readonly phone?: string;
      readonly country_name: string;
      readonly country_iso_code?: string;
    };
    readonly CreateExecutedContractAPIRequest: {
      readonly contract_name: string;
      readonly file_name: string;
      readonly file_content: string;
      readonly contract_type_id: number;
      readonly organization_entity_id: number;
      readonly counterparty_details?: readonly {
        readonly is_individual: boolean;
        readonly organization_type?: string;
        readonly organization_name?: string;
        readonly organization_details?: {
          readonly jurisdiction?: string;
          readonly address?: {
            readonly city: string;
            /** @default  */
            readonly state?: string;
            readonly country: string;
            /** @default  */
            readonly zipcode?: string;
            readonly line_one: string;
            readonly line_two?: string;
            readonly email?: string;
            readonly phone?: string;
            readonly gst_number?: string;
            readonly tax_id?: string;
            readonly country_iso_code?: string;
          };
        };
        readonly poc_details: {
          readonly first_name: string;
          readonly last_name: string;
          readonly email: string;
        };
        readonly party_role_identifier?: string;
      }[];
      readonly external_metadata?: {
        readonly id?: unknown;
        readonly integration_name?: string;
        readonly record_type?: string;
        readonly record_data?: Record<string, unknown>;
        /** Format: uuid */
        readonly object_configuration_id?: string;
      };
    };
    readonly CreateOrganizationEntityRequest: {
      readonly name: string;
      readonly reference_id: string;
      readonly jurisdiction_iso_code: string;
      readonly organization_type_id: number;
      readonly is_primary: boolean;
      readonly primary_address: {
        readonly line_one: string;
        readonly city_name: string;
        readonly state_name: string;
        readonly zipcode: string;
        readonly country_iso_code: string;
      };
    };
    readonly CreateSignatoryResendEmailAPIRequest: {
      readonly email_id: string;
    };
    readonly DownloadLinkRequest: {
      /** @default PDF */
      readonly format?: components['schemas']['EditableDocumentDownloadFormat'] | null;
    };
    /** @enum {string} */
    readonly EditableDocumentDownloadFormat: 'PDF' | 'DOCX' | 'DOCX_WITH_FALLBACK_TO_PDF';
    readonly EmailBase64Attachment: {
      readonly file_name: string;
      readonly mime_type: string;
      readonly content_base64: string;
    };
    /** @enum {string} */
    readonly EntityTypeEnum: 'ORG_USER';
    readonly ExternalContractInviteRequest: {
      readonly items: readonly {
        readonly role_id?: number;
        readonly user_id?: number;
        readonly new_user_email?: string;
        /** @default  */
        readonly new_user_name?: string;
        readonly new_user_role_id?: number;
        /** @default  */
        readonly note?: string;
        /** @enum {string} */
        readonly permission_name:
          'CONTRACT.READ' | 'CONTRACT.SUGGEST' | 'CONTRACT.EDIT' | 'CONTRACT.SIGN';
      }[];
    };
    readonly ExternalContractRelationCreateRequest: {
      readonly related_contract_id: number;
      readonly relation_type: components['schemas']['RelationTypeEnum'];
    };
    readonly ExternalContractUnInviteRequest: {
      readonly user_id?: number;
      readonly role_id?: number;
    };
    readonly ExternalCounterPartyDetailsSerializerV2_1: {
      readonly is_individual: boolean;
      readonly organization_type?: string;
      readonly organization_name?: string;
      readonly poc_details: components['schemas']['ExternalPOCDetails'];
      readonly organization_details?: components['schemas']['OrganizationDetailsSerializerV2_1'];
      readonly party_role_identifier?: string;
    };
    readonly ExternalCounterpartyContactCreateRequest: {
      readonly name: string;
      /** Format: email */
      readonly email: string;
      readonly is_primary: boolean;
    };
    readonly ExternalCreateContractApprovalRequestList: {
      readonly approvals: readonly {
        readonly name: string;
        readonly approver_user_id?: number;
        readonly approver_role_id?: number;
        readonly notes: string;
        readonly order?: number;
      }[];
    };
    readonly ExternalCreateContractCommentRequest: {
      readonly comment: string;
    };
    readonly ExternalCreateContractSerializerV2_1: {
      readonly contract_template_id: number;
      readonly contract_data: unknown;
      readonly counter_party_details: readonly components['schemas']['ExternalCounterPartyDetailsSerializerV2_1'][];
      readonly external_metadata?: unknown;
      readonly entity_reference_id?: string;
      readonly workflow_config?: components['schemas']['WorkflowConfig'];
      readonly send_to_counterparty_config?: components['schemas']['SendToCounterparty'];
      readonly contract_name?: string;
      readonly signatories?: readonly components['schemas']['ExternalCreateContractSignatory'][];
      /** @default false */
      readonly is_embedded_contract?: boolean;
    };
    readonly ExternalCreateContractSignatory: {
      readonly name: string;
      readonly email: string;
      readonly title?: string;
      readonly is_counterparty_signatory: boolean;
      readonly counterparty_name?: string;
      readonly sign_order?: number;
      readonly note?: string;
    };
    readonly ExternalMetadataCreateOrUpdateRequestData: {
      readonly external_metadata: {
        readonly id?: unknown;
        readonly integration_name?: string;
        readonly record_type?: string;
        readonly record_data?: Record<string, unknown>;
        /** Format: uuid */
        readonly object_configuration_id?: string;
      };
    };
    readonly ExternalPOCDetails: {
      readonly first_name: string;
      /** @default  */
      readonly last_name?: string;
      readonly email: string;
    };
    readonly FeatureFlagsCheckRequest: {
      readonly flags: readonly string[];
    };
    readonly GenerateContractPreviewRequest: {
      readonly contract_template_id: number;
      readonly contract_data: Record<string, unknown>;
      readonly organization_entity_id?: number;
      readonly counter_party_details?: readonly {
        readonly is_individual: boolean;
        readonly organization_type?: string;
        readonly organization_name?: string;
        readonly organization_details?: {
          readonly jurisdiction?: string;
          readonly address?: {
            readonly city: string;
            /** @default  */
            readonly state?: string;
            readonly country: string;
            /** @default  */
            readonly zipcode?: string;
            readonly line_one: string;
            readonly line_two?: string;
            readonly email?: string;
            readonly phone?: string;
            readonly gst_number?: string;
            readonly tax_id?: string;
            readonly country_iso_code?: string;
          };
        };
        readonly poc_details: {
          readonly first_name: string;
          readonly last_name: string;
          readonly email: string;
        };
        readonly party_role_identifier?: string;
      }[];
    };
    /** @enum {string} */
    readonly IntakeTaskStatusEnum:
      'PENDING' | 'IN_PROGRESS' | 'BLOCKED' | 'COMPLETED' | 'DISCARDED';
    readonly InviteUserAndAssignRolesPublicRequest: {
      readonly first_name: string;
      readonly last_name?: string;
      readonly designation?: string;
      readonly email: string;
      readonly role_ids?: readonly number[];
    };
    readonly LegalIntakeAssigneePublicCreateRequest: {
      readonly entity_id: string;
      /** @constant */
      readonly entity_type: 'ORG_USER';
      readonly assignee_type: components['schemas']['LegalIntakeAssigneeType'];
    };
    /** @enum {string} */
    readonly LegalIntakeAssigneeType: 'ASSIGNED_TO' | 'COLLABORATOR';
    /** @enum {string} */
    readonly LegalIntakePriority: 'LOW' | 'MEDIUM' | 'HIGH';
    readonly LegalIntakePublicCreateRequest: {
      readonly title: string;
      /** @default null */
      readonly description?: string | null;
      /** @default MEDIUM */
      readonly priority?: components['schemas']['LegalIntakePriority'];
      /** @default null */
      readonly due_date?: string | null;
      /** @default null */
      readonly assignees?:
        readonly components['schemas']['LegalIntakeAssigneePublicCreateRequest'][] | null;
      /** @default null */
      readonly metadata?: Record<string, unknown> | null;
      readonly workflow_id: number;
      /** @default null */
      readonly file_ids?: readonly string[] | null;
    };
    /** @enum {string} */
    readonly LegalIntakeStatus:
      'DRAFT' | 'PENDING' | 'IN_PROGRESS' | 'BLOCKED' | 'COMPLETED' | 'DISCARDED';
    readonly ListFieldNameMappingViewRequest: {
      readonly contract_id?: number;
      readonly contract_type_id?: number;
      readonly old_field_names?: readonly string[];
      readonly new_field_names?: readonly string[];
    };
    readonly MarkForExecutionRequest: {
      readonly affix_stamp_documents?: boolean;
    };
    /** @enum {string} */
    readonly OnlyForActivitiesEnum:
      | 'CONTRACT_VERSION_UPLOADED'
      | 'CONTRACT_APPROVAL_COMPLETED'
      | 'CONTRACT_APPROVAL_REQUESTED'
      | 'CONTRACT_CREATED'
      | 'CONTRACT_DATA_UPDATED'
      | 'CONTRACT_DELETED'
      | 'CONTRACT_EXECUTED'
      | 'CONTRACT_MARK_FOR_EXECUTION'
      | 'CONTRACT_SENT_TO_COUNTERPARTY'
      | 'CONTRACT_SIGNATURE_DECLINED'
      | 'CONTRACT_SIGNATURE_REQUESTED'
      | 'CONTRACT_SIGNED'
      | 'CONTRACT_UNMARK_FOR_EXECUTION'
      | 'POSTMARK_EMAIL_EVENT'
      | 'CONTRACT_KEY_POINTER_UPDATION'
      | 'CONTRACT_KEY_POINTER_CREATION'
      | 'SIGNING_EMAIL_DELIVERED'
      | 'SIGNING_EMAIL_OPENED'
      | 'SIGNING_EMAIL_NOT_DELIVERED'
      | 'SIGNING_EMAIL_LINK_CLICKED'
      | 'REDLINING_EMAIL_DELIVERED'
      | 'REDLINING_EMAIL_OPENED'
      | 'REDLINING_EMAIL_NOT_DELIVERED'
      | 'REDLINING_EMAIL_LINK_CLICKED'
      | 'CONTRACT_SIGNATURE_REQUESTED_NOTIFICATION_SENT'
      | 'COUNTER_PARTY_CREATED'
      | 'COUNTER_PARTY_UPDATED'
      | 'COUNTER_PARTY_CONTACT_CREATED'
      | 'COUNTER_PARTY_CONTACT_UPDATED'
      | 'COUNTER_PARTY_ADDRESS_CREATED'
      | 'COUNTER_PARTY_ADDRESS_UPDATED'
      | 'CONTRACT_ACTIVITY_LOG_COMMENT_CREATED'
      | 'CONTRACT_VOIDED'
      | 'CONTRACT_PROCESS_METRIC_UPDATED'
      | 'CONTRACT_EXTERNAL_METADATA_CREATED'
      | 'CONTRACT_EXTERNAL_METADATA_UPDATED'
      | 'CONTRACT_ENTITY_UPDATED';
    readonly OrganizationAddressSerializerV2_1: {
      readonly city: string;
      /** @default  */
      readonly state?: string;
      readonly country?: string;
      /** @default  */
      readonly zipcode?: string;
      readonly line_one: string;
      readonly line_two?: string;
      readonly email?: string;
      readonly phone?: string;
      readonly gst_number?: string;
      readonly tax_id?: string;
      readonly country_iso_code: string;
    };
    readonly OrganizationDetailsSerializerV2_1: {
      readonly jurisdiction?: string;
      readonly address?: components['schemas']['OrganizationAddressSerializerV2_1'];
      readonly jurisdiction_iso_code?: string;
    };
    readonly PatchedContractDataUpdateRequest: {
      readonly data: Record<string, unknown>;
    };
    readonly PatchedContractKeyPointerUpdateRequest: {
      readonly value?: unknown;
      /** @default false */
      readonly was_edited_by_user?: boolean;
      /** @default [] */
      readonly value_source_metadata?: readonly {
        readonly id?: string;
        readonly value?: unknown;
        readonly ranked_suggestion?: {
          readonly id?: number;
          readonly key_pointer_id: number;
          readonly suggestion: {
            readonly id: string;
            readonly historic_contract_id?: number;
            readonly contract_id?: number;
            readonly async_task_id: string;
            readonly value: string;
            readonly deal_point: {
              readonly uuid: string;
              readonly para_id: {
                /** @default  */
                readonly backend_id?: string;
                /** @default  */
                readonly uuid?: string;
              };
              readonly span: {
                readonly id?: Record<string, unknown>;
                /** @default  */
                readonly text?: string;
                readonly value?: Record<string, unknown>;
                readonly bounding_boxes?: readonly {
                  readonly top_left: {
                    readonly x: number;
                    readonly y: number;
                  };
                  readonly bottom_right: {
                    readonly x: number;
                    readonly y: number;
                  };
                  readonly page_number: number;
                  readonly line_id?: string;
                }[];
                readonly docx_nav_sources?: readonly {
                  readonly xpath?: string;
                  readonly text: string;
                }[];
                readonly end_index: number;
                /** @default 0 */
                readonly start_index?: number;
              };
              readonly label: string;
              readonly confidence_score: number;
              /** @default false */
              readonly is_removed?: boolean;
              readonly source: Record<string, unknown>;
              readonly standard_text?: string;
            };
            readonly source: string;
          };
          readonly rank: number;
          readonly score: number;
          readonly source: string;
          readonly parsed_value?: unknown;
        };
        readonly user_selected_span?: {
          readonly id?: Record<string, unknown>;
          /** @default  */
          readonly text?: string;
          readonly value?: Record<string, unknown>;
          readonly bounding_boxes?: readonly {
            readonly top_left: {
              readonly x: number;
              readonly y: number;
            };
            readonly bottom_right: {
              readonly x: number;
              readonly y: number;
            };
            readonly page_number: number;
            readonly line_id?: string;
          }[];
          readonly docx_nav_sources?: readonly {
            readonly xpath?: string;
            readonly text: string;
          }[];
        };
      }[];
      readonly source_non_validated_value?: unknown;
      readonly source_datatype?: string;
    };
    readonly PatchedExternalCounterpartyAddressUpdateRequest: {
      readonly city_name?: string;
      readonly state_name?: string;
      readonly country_iso_code?: string;
      readonly zipcode?: string;
      readonly line_one?: string;
      readonly is_primary?: boolean;
    };
    readonly PatchedExternalCounterpartyContactBulkUpdateListRequest: {
      readonly contacts: readonly {
        readonly name?: string;
        /** Format: email */
        readonly email?: string;
        readonly is_primary?: boolean;
        readonly id: number;
      }[];
    };
    readonly PatchedExternalCounterpartyContactUpdateRequest: {
      readonly name?: string;
      /** Format: email */
      readonly email?: string;
      readonly is_primary?: boolean;
    };
    readonly PatchedExternalCounterpartyUpdateRequest: {
      readonly name?: string;
      readonly brand_name?: string;
      readonly custom_fields?: Record<string, unknown>;
    };
    readonly PatchedExternalUpdateContractBusinessUserRequest: {
      readonly user_id: number;
      /** @default true */
      readonly update_user_task_on_bu_update?: boolean;
    };
    readonly PatchedExternalUserEdit: {
      readonly roles?: readonly number[];
    };
    readonly PatchedIntakeFormData: Record<string, unknown>;
    readonly PatchedLegalIntakePublicUpdateRequest: {
      /** @default null */
      readonly title?: string | null;
      /** @default null */
      readonly description?: string | null;
      /** @default null */
      readonly status?: components['schemas']['LegalIntakeStatus'] | null;
      /** @default null */
      readonly priority?: components['schemas']['LegalIntakePriority'] | null;
      /** @default null */
      readonly due_date?: string | null;
      /** @default null */
      readonly metadata?: Record<string, unknown> | null;
      /** @default null */
      readonly assignees?:
        readonly components['schemas']['LegalIntakeAssigneePublicCreateRequest'][] | null;
    };
    readonly PatchedTemplateUpdateRequest: {
      readonly tags?: readonly string[];
    };
    readonly PatchedUpdateObligationRequest: {
      readonly title?: string;
      readonly description?: string;
      /** Format: date-time */
      readonly start_date?: string;
      /** Format: date-time */
      readonly end_date?: string;
      readonly status?: components['schemas']['StatusDc2Enum'];
      readonly priority?: components['schemas']['PriorityEnum'];
      readonly custom_fields?: {
        readonly clause?: string;
        readonly contractual_delivery_value?: number | string;
        readonly frequency?: string;
      };
      readonly obligation_type_id?: number;
    };
    readonly PatchedUpdateObligationRequestList: readonly {
      readonly title?: string;
      readonly description?: string;
      /** Format: date-time */
      readonly start_date?: string;
      /** Format: date-time */
      readonly end_date?: string;
      /** @enum {string} */
      readonly status?: 'PENDING' | 'COMPLETED' | 'FAILED' | 'VERIFIED';
      /** @enum {string} */
      readonly priority?: 'LOW' | 'MEDIUM' | 'HIGH';
      readonly custom_fields?: {
        readonly clause?: string;
        readonly contractual_delivery_value?: number | string;
        readonly frequency?: string;
      };
      readonly obligation_type_id?: number;
      readonly id: number;
    }[];
    /** @enum {string} */
    readonly PermissionFilterListEnum: 'READ' | 'SUGGEST' | 'EDIT' | 'SIGN' | 'CREATE';
    /** @enum {string} */
    readonly PriorityEnum: 'LOW' | 'MEDIUM' | 'HIGH';
    readonly PublicAnalyticsQueryRequest: {
      readonly query: string;
      /** @default null */
      readonly user_scoped?: boolean | null;
    };
    readonly PublicBulkTagCreateRequest: {
      readonly tags: readonly components['schemas']['PublicTagCreateRequest'][];
    };
    readonly PublicDownloadContractDocxRequest: {
      /** @default false */
      readonly fallback_to_last_available_docx?: boolean;
    };
    readonly PublicRoleMembersAddRequest: {
      /** @default [] */
      readonly user_ids_to_add?: readonly number[];
    };
    readonly PublicSupportedDocumentCreateAPIRequest: {
      readonly name: string;
      readonly file_name: string;
      readonly file_base64: string;
    };
    readonly PublicTagCreateRequest: {
      readonly name: string;
      /** @default  */
      readonly colour_code?: string;
      /** @default Contract */
      readonly tag_entity_type?: components['schemas']['TagEntityType'];
    };
    readonly PublicUploadContractVersionRequest: {
      readonly document_name: string;
      readonly document_base_64: string;
      /** @default true */
      readonly collect_approvals?: boolean;
      /** @default false */
      readonly is_executed_version?: boolean;
    };
    readonly PublicWebhookCreateRequest: {
      readonly title: string;
      readonly description?: string;
      readonly custom_headers?: Record<string, unknown>;
      readonly only_for_activities: readonly components['schemas']['OnlyForActivitiesEnum'][];
      readonly url: string;
    };
    /** @enum {string} */
    readonly RelationTypeEnum: 'CHILD' | 'ADDENDUM' | 'AMENDMENT' | 'PARENT';
    readonly RetriggerLatestWebhooksRequest: {
      readonly contract_ids: readonly number[];
    };
    readonly ReviewRequestCreateRequest: {
      /** @default  */
      readonly description?: string;
      readonly assignee_user_id?: number;
      readonly assignee_role_id?: number;
    };
    readonly SendToCounterparty: {
      readonly to_emails?: readonly string[];
      readonly cc_emails?: readonly string[];
      readonly bcc_emails?: readonly string[];
      readonly attachment_formats: readonly components['schemas']['AttachmentFormatsEnum'][];
      readonly extra_attachments?: readonly components['schemas']['EmailBase64Attachment'][];
      readonly custom_message?: string;
      readonly subject?: string;
    };
    /** @enum {string} */
    readonly StatusDc2Enum: 'PENDING' | 'COMPLETED' | 'FAILED' | 'VERIFIED';
    /** @enum {string} */
    readonly TagEntityType: 'Contract' | 'Clause';
    /** @enum {string} */
    readonly TaskCategoryEnum: 'USER_TASK' | 'OBLIGATION_TASK' | 'INTAKE_TASK';
    readonly UserTaskCreateRequest: {
      readonly title: string;
      /** @default  */
      readonly notes?: string;
      readonly contract_id?: number;
      /** Format: date-time */
      readonly due_date?: string;
      readonly due_date_key_pointer_id?: number;
      readonly assignees: readonly {
        readonly org_user_id?: number;
        readonly role_id?: number;
      }[];
      readonly reminders?: readonly {
        readonly value: number;
        /**
         * @default DAYS
         * @enum {unknown}
         */
        readonly type?: 'DAYS' | 'WEEKS' | 'MONTHS' | 'YEARS';
        readonly days: number;
      }[];
      readonly task_category?: components['schemas']['TaskCategoryEnum'];
      readonly priority?: components['schemas']['PriorityEnum'];
      readonly intake_task_status?: components['schemas']['IntakeTaskStatusEnum'];
      readonly task_associations?: readonly {
        readonly entity_id?: number;
        /** @enum {string} */
        readonly entity_type?: 'OBLIGATION' | 'LEGAL_INTAKE';
        /**
         * @default PRIMARY
         * @enum {string}
         */
        readonly association_type?: 'PRIMARY' | 'SECONDARY';
      }[];
    };
    readonly UserTaskCreateRequestList: readonly {
      readonly title: string;
      /** @default  */
      readonly notes?: string;
      readonly contract_id?: number;
      /** Format: date-time */
      readonly due_date?: string;
      readonly due_date_key_pointer_id?: number;
      readonly assignees: readonly {
        readonly org_user_id?: number;
        readonly role_id?: number;
      }[];
      readonly reminders?: readonly {
        readonly value: number;
        /**
         * @default DAYS
         * @enum {unknown}
         */
        readonly type?: 'DAYS' | 'WEEKS' | 'MONTHS' | 'YEARS';
        readonly days: number;
      }[];
      /** @enum {string} */
      readonly task_category?: 'USER_TASK' | 'OBLIGATION_TASK' | 'INTAKE_TASK';
      /** @enum {string} */
      readonly priority?: 'LOW' | 'MEDIUM' | 'HIGH';
      /** @enum {string} */
      readonly intake_task_status?:
        'PENDING' | 'IN_PROGRESS' | 'BLOCKED' | 'COMPLETED' | 'DISCARDED';
      readonly task_associations?: readonly {
        readonly entity_id?: number;
        /** @enum {string} */
        readonly entity_type?: 'OBLIGATION' | 'LEGAL_INTAKE';
        /**
         * @default PRIMARY
         * @enum {string}
         */
        readonly association_type?: 'PRIMARY' | 'SECONDARY';
      }[];
    }[];
    readonly VoidContractRequestData: {
      readonly note: string;
    };
    readonly WorkflowConfig: {
      /** @default false */
      readonly auto_send_to_counterparty?: boolean;
      /** @default false */
      readonly api_only_contract_edits?: boolean;
      /** @default false */
      readonly skip_cp_info_collection?: boolean;
      /** @default false */
      readonly skip_creator_info_collection?: boolean;
    };
    readonly WorkspaceFileUploadInitiationRequest: {
      readonly files: readonly components['schemas']['WorkspaceFileUploadInitiationRequestItem'][];
    };
    readonly WorkspaceFileUploadInitiationRequestItem: {
      readonly filename: string;
      readonly content_type: string;
    };
    readonly Requests: {
      readonly 'DELETE /auth/roles/{id}/members': {
        readonly body: {
          readonly user_ids_to_remove: readonly number[];
        };
      };
      readonly 'GET /auth/users/': {
        readonly query?: {
          /** @default 10 */
          readonly limit?: number;
          /** @default 1 */
          readonly page?: number;
          readonly user_email?: string;
          readonly user_name?: string;
        };
      };
      readonly 'GET /contracts/': {
        readonly query?: {
          readonly filter__approvals_pending?: string;
          readonly 'filter__approvals_pending[$eq]'?: string;
          readonly 'filter__approvals_pending[$in]'?: string;
          readonly 'filter__approvals_pending[$ne]'?: string;
          readonly filter__assigned_to?: number;
          readonly 'filter__assigned_to[$eq]'?: string;
          readonly 'filter__assigned_to[$gt]'?: string;
          readonly 'filter__assigned_to[$gte]'?: string;
          readonly 'filter__assigned_to[$in]'?: string;
          readonly 'filter__assigned_to[$lt]'?: string;
          readonly 'filter__assigned_to[$lte]'?: string;
          readonly 'filter__assigned_to[$ne]'?: string;
          readonly filter__business_user_id?: number;
          readonly 'filter__business_user_id[$eq]'?: string;
          readonly 'filter__business_user_id[$gt]'?: string;
          readonly 'filter__business_user_id[$gte]'?: string;
          readonly 'filter__business_user_id[$in]'?: string;
          readonly 'filter__business_user_id[$lt]'?: string;
          readonly 'filter__business_user_id[$lte]'?: string;
          readonly 'filter__business_user_id[$ne]'?: string;
          readonly filter__client_brand_name?: string;
          readonly 'filter__client_brand_name[$eq]'?: string;
          readonly 'filter__client_brand_name[$in]'?: string;
          readonly 'filter__client_brand_name[$ne]'?: string;
          readonly filter__client_email?: string;
          readonly 'filter__client_email[$eq]'?: string;
          readonly 'filter__client_email[$in]'?: string;
          readonly 'filter__client_email[$ne]'?: string;
          readonly filter__client_email_address?: string;
          readonly 'filter__client_email_address[$eq]'?: string;
          readonly 'filter__client_email_address[$in]'?: string;
          readonly 'filter__client_email_address[$ne]'?: string;
          readonly filter__client_name?: string;
          readonly 'filter__client_name[$eq]'?: string;
          readonly 'filter__client_name[$in]'?: string;
          readonly 'filter__client_name[$ne]'?: string;
          readonly filter__contract_id?: string;
          readonly 'filter__contract_id[$eq]'?: string;
          readonly 'filter__contract_id[$in]'?: string;
          readonly 'filter__contract_id[$ne]'?: string;
          readonly filter__contract_kind?: string;
          readonly 'filter__contract_kind[$eq]'?: string;
          readonly 'filter__contract_kind[$in]'?: string;
          readonly 'filter__contract_kind[$ne]'?: string;
          readonly filter__contract_packet_name?: string;
          readonly 'filter__contract_packet_name[$eq]'?: string;
          readonly 'filter__contract_packet_name[$in]'?: string;
          readonly 'filter__contract_packet_name[$ne]'?: string;
          readonly filter__contract_reference_id?: string;
          readonly 'filter__contract_reference_id[$eq]'?: string;
          readonly 'filter__contract_reference_id[$in]'?: string;
          readonly 'filter__contract_reference_id[$ne]'?: string;
          readonly filter__contract_type_id?: number;
          readonly 'filter__contract_type_id[$eq]'?: string;
          readonly 'filter__contract_type_id[$gt]'?: string;
          readonly 'filter__contract_type_id[$gte]'?: string;
          readonly 'filter__contract_type_id[$in]'?: string;
          readonly 'filter__contract_type_id[$lt]'?: string;
          readonly 'filter__contract_type_id[$lte]'?: string;
          readonly 'filter__contract_type_id[$ne]'?: string;
          readonly filter__contract_type_name?: string;
          readonly 'filter__contract_type_name[$eq]'?: string;
          readonly 'filter__contract_type_name[$in]'?: string;
          readonly 'filter__contract_type_name[$ne]'?: string;
          /** Format: date-time */
          readonly filter__created_at?: string;
          /** Format: date-time */
          readonly 'filter__created_at[$eq]'?: string;
          /** Format: date-time */
          readonly 'filter__created_at[$gt]'?: string;
          /** Format: date-time */
          readonly 'filter__created_at[$gte]'?: string;
          readonly 'filter__created_at[$in]'?: string;
          /** Format: date-time */
          readonly 'filter__created_at[$lt]'?: string;
          /** Format: date-time */
          readonly 'filter__created_at[$lte]'?: string;
          /** Format: date-time */
          readonly 'filter__created_at[$ne]'?: string;
          /** @enum {string} */
          readonly filter__display_status?:
            'DRAFT' | 'EXECUTED' | 'ON_HOLD' | 'REDLINING' | 'SIGN' | 'VOIDED';
          /** @enum {string} */
          readonly 'filter__display_status[$eq]'?:
            'DRAFT' | 'EXECUTED' | 'ON_HOLD' | 'REDLINING' | 'SIGN' | 'VOIDED';
          readonly 'filter__display_status[$in]'?: string;
          /** @enum {string} */
          readonly 'filter__display_status[$ne]'?:
            'DRAFT' | 'EXECUTED' | 'ON_HOLD' | 'REDLINING' | 'SIGN' | 'VOIDED';
          readonly filter__entity_name?: string;
          readonly 'filter__entity_name[$eq]'?: string;
          readonly 'filter__entity_name[$in]'?: string;
          readonly 'filter__entity_name[$ne]'?: string;
          /** Format: date-time */
          readonly filter__execution_date?: string;
          /** Format: date-time */
          readonly 'filter__execution_date[$eq]'?: string;
          /** Format: date-time */
          readonly 'filter__execution_date[$gt]'?: string;
          /** Format: date-time */
          readonly 'filter__execution_date[$gte]'?: string;
          readonly 'filter__execution_date[$in]'?: string;
          /** Format: date-time */
          readonly 'filter__execution_date[$lt]'?: string;
          /** Format: date-time */
          readonly 'filter__execution_date[$lte]'?: string;
          /** Format: date-time */
          readonly 'filter__execution_date[$ne]'?: string;
          /** Format: date-time */
          readonly filter__expiring_at?: string;
          /** Format: date-time */
          readonly 'filter__expiring_at[$eq]'?: string;
          /** Format: date-time */
          readonly 'filter__expiring_at[$gt]'?: string;
          /** Format: date-time */
          readonly 'filter__expiring_at[$gte]'?: string;
          readonly 'filter__expiring_at[$in]'?: string;
          /** Format: date-time */
          readonly 'filter__expiring_at[$lt]'?: string;
          /** Format: date-time */
          readonly 'filter__expiring_at[$lte]'?: string;
          /** Format: date-time */
          readonly 'filter__expiring_at[$ne]'?: string;
          /** Format: date-time */
          readonly filter__last_updated_on?: string;
          /** Format: date-time */
          readonly 'filter__last_updated_on[$eq]'?: string;
          /** Format: date-time */
          readonly 'filter__last_updated_on[$gt]'?: string;
          /** Format: date-time */
          readonly 'filter__last_updated_on[$gte]'?: string;
          readonly 'filter__last_updated_on[$in]'?: string;
          /** Format: date-time */
          readonly 'filter__last_updated_on[$lt]'?: string;
          /** Format: date-time */
          readonly 'filter__last_updated_on[$lte]'?: string;
          /** Format: date-time */
          readonly 'filter__last_updated_on[$ne]'?: string;
          readonly filter__legal_user_id?: number;
          readonly 'filter__legal_user_id[$eq]'?: string;
          readonly 'filter__legal_user_id[$gt]'?: string;
          readonly 'filter__legal_user_id[$gte]'?: string;
          readonly 'filter__legal_user_id[$in]'?: string;
          readonly 'filter__legal_user_id[$lt]'?: string;
          readonly 'filter__legal_user_id[$lte]'?: string;
          readonly 'filter__legal_user_id[$ne]'?: string;
          readonly filter__pending_with?: string;
          readonly 'filter__pending_with[$eq]'?: string;
          readonly 'filter__pending_with[$in]'?: string;
          readonly 'filter__pending_with[$ne]'?: string;
          readonly filter__signatories?: string;
          readonly 'filter__signatories[$eq]'?: string;
          readonly 'filter__signatories[$in]'?: string;
          readonly 'filter__signatories[$ne]'?: string;
          readonly filter__signatures_completed_by?: string;
          readonly 'filter__signatures_completed_by[$eq]'?: string;
          readonly 'filter__signatures_completed_by[$in]'?: string;
          readonly 'filter__signatures_completed_by[$ne]'?: string;
          readonly filter__signatures_pending_on?: string;
          readonly 'filter__signatures_pending_on[$eq]'?: string;
          readonly 'filter__signatures_pending_on[$in]'?: string;
          readonly 'filter__signatures_pending_on[$ne]'?: string;
          readonly filter__signatures_rejected_by?: string;
          readonly 'filter__signatures_rejected_by[$eq]'?: string;
          readonly 'filter__signatures_rejected_by[$in]'?: string;
          readonly 'filter__signatures_rejected_by[$ne]'?: string;
          readonly filter__tags?: string;
          readonly 'filter__tags[$eq]'?: string;
          readonly 'filter__tags[$in]'?: string;
          readonly 'filter__tags[$ne]'?: string;
          /** @default 10 */
          readonly limit?: number;
          /** @default 1 */
          readonly page?: number;
          readonly query?: string;
        };
      };
      readonly 'GET /contracts/embedded/contracts/{id}/counter_party/': {
        readonly query?: {
          readonly cp_email_id?: string;
        };
      };
      readonly 'GET /contracts/{id}/comments/': {
        readonly query?: {
          /** @default 10 */
          readonly limit?: number;
          /** @default 1 */
          readonly page?: number;
        };
      };
      readonly 'GET /contracts/{id}/content': {
        readonly query?: {
          readonly contract_version_id?: number;
          /**
           * @default text
           * @enum {string}
           */
          readonly text_format?: 'segments' | 'text';
        };
      };
      readonly 'GET /contracts/{id}/content/scanned': {
        readonly query?: {
          readonly contract_version_id?: number;
        };
      };
      readonly 'GET /contracts/{id}/questionnaire/responses/': {
        readonly query: {
          readonly questionnaire_type: string;
        };
      };
      readonly 'GET /contracts/{id}/recipients/recipient_link/': {
        readonly query: {
          readonly recipient_email: string;
        };
      };
      readonly 'GET /contracts/{id}/related_contracts/': {
        readonly query?: {
          /** @default 10 */
          readonly limit?: number;
          /** @default 1 */
          readonly page?: number;
        };
      };
      readonly 'GET /counter_parties/': {
        readonly query?: {
          readonly filter__client_email_address?: string;
          readonly 'filter_custom__<custom_field_name>'?: string;
          /** @default 10 */
          readonly limit?: number;
          /** @default 1 */
          readonly page?: number;
        };
      };
      readonly 'GET /counter_parties/{id}/addresses/': {
        readonly query?: {
          /** @default 10 */
          readonly limit?: number;
          /** @default 1 */
          readonly page?: number;
        };
      };
      readonly 'GET /counter_parties/{id}/contacts': {
        readonly query?: {
          /** @default 10 */
          readonly limit?: number;
          /** @default 1 */
          readonly page?: number;
        };
      };
      readonly 'GET /facets/': {
        readonly query?: {
          readonly include_options?: boolean;
        };
      };
      readonly 'GET /facets/options/{field_name}/': {
        readonly query?: {
          readonly exclude?: string;
          readonly q?: string;
        };
      };
      readonly 'GET /key_pointers/': {
        readonly query: {
          readonly contract_type_id: number;
          readonly is_external?: boolean;
        };
      };
      readonly 'GET /organizations/types/': {
        readonly query?: {
          readonly jurisdiction_iso_code?: string;
        };
      };
      readonly 'GET /templates/': {
        readonly query?: {
          readonly cp_types?: string;
          /** @default false */
          readonly cp_types_all?: boolean;
          /** @default false */
          readonly exclude_multi_party?: boolean;
          /** @default false */
          readonly include_archived?: boolean;
          readonly tags?: readonly string[];
          readonly tags_all?: readonly string[];
        };
      };
      readonly 'GET /v1/legal_intake/': {
        readonly query?: {
          /** @enum {string} */
          readonly filter__priority?: 'HIGH' | 'LOW' | 'MEDIUM';
          /** @enum {string} */
          readonly 'filter__priority[$eq]'?: 'HIGH' | 'LOW' | 'MEDIUM';
          readonly 'filter__priority[$in]'?: string;
          /** @enum {string} */
          readonly 'filter__priority[$ne]'?: 'HIGH' | 'LOW' | 'MEDIUM';
          /** @enum {string} */
          readonly filter__status?:
            'BLOCKED' | 'COMPLETED' | 'DISCARDED' | 'DRAFT' | 'IN_PROGRESS' | 'PENDING';
          /** @enum {string} */
          readonly 'filter__status[$eq]'?:
            'BLOCKED' | 'COMPLETED' | 'DISCARDED' | 'DRAFT' | 'IN_PROGRESS' | 'PENDING';
          readonly 'filter__status[$in]'?: string;
          /** @enum {string} */
          readonly 'filter__status[$ne]'?:
            'BLOCKED' | 'COMPLETED' | 'DISCARDED' | 'DRAFT' | 'IN_PROGRESS' | 'PENDING';
          /** @default 50 */
          readonly limit?: number;
          /** @default 1 */
          readonly page?: number;
          readonly query?: string;
          readonly sort?: string;
        };
      };
      readonly 'PATCH /contracts/{id}/business_user/': {
        readonly body: components['schemas']['PatchedExternalUpdateContractBusinessUserRequest'];
      };
      readonly 'PATCH /contracts/{id}/contract_data': {
        readonly body: components['schemas']['PatchedContractDataUpdateRequest'];
      };
      readonly 'PATCH /contracts/{id}/intake_form/response': {
        readonly body?: components['schemas']['PatchedIntakeFormData'];
      };
      readonly 'PATCH /contracts/{id}/key_pointers/{contract_key_pointer_id}': {
        readonly body?: components['schemas']['PatchedContractKeyPointerUpdateRequest'];
      };
      readonly 'PATCH /contracts/{id}/obligations/bulk/': {
        readonly body?: components['schemas']['PatchedUpdateObligationRequestList'];
      };
      readonly 'PATCH /contracts/{id}/obligations/{obligation_id}/': {
        readonly body?: components['schemas']['PatchedUpdateObligationRequest'];
      };
      readonly 'PATCH /counter_parties/{id}': {
        readonly body?: components['schemas']['PatchedExternalCounterpartyUpdateRequest'];
      };
      readonly 'PATCH /counter_parties/{id}/addresses/{address_id}/': {
        readonly body?: components['schemas']['PatchedExternalCounterpartyAddressUpdateRequest'];
      };
      readonly 'PATCH /counter_parties/{id}/contacts/bulk/': {
        readonly body: components['schemas']['PatchedExternalCounterpartyContactBulkUpdateListRequest'];
      };
      readonly 'PATCH /counter_parties/{id}/contacts/{contact_id}/': {
        readonly body?: components['schemas']['PatchedExternalCounterpartyContactUpdateRequest'];
      };
      readonly 'PATCH /templates/{id}/': {
        readonly body?: components['schemas']['PatchedTemplateUpdateRequest'];
      };
      readonly 'PATCH /v1/auth/users/{id}': {
        readonly body?: components['schemas']['PatchedExternalUserEdit'];
      };
      readonly 'PATCH /v1/legal_intake/{id}/': {
        readonly body?: components['schemas']['PatchedLegalIntakePublicUpdateRequest'];
      };
      readonly 'POST /analytics/query/': {
        readonly body: components['schemas']['PublicAnalyticsQueryRequest'];
      };
      readonly 'POST /auth/roles/{id}/members': {
        readonly body?: components['schemas']['PublicRoleMembersAddRequest'];
      };
      readonly 'POST /auth/users/': {
        readonly body: components['schemas']['InviteUserAndAssignRolesPublicRequest'];
      };
      readonly 'POST /contract_types/{id}/access_control': {
        readonly body: components['schemas']['ContractTypeAccessControlListAPIRequest'];
      };
      readonly 'POST /contracts/': {
        readonly body: components['schemas']['ExternalCreateContractSerializerV2_1'];
      };
      readonly 'POST /contracts/approvals/{id}/': {
        readonly body: components['schemas']['ExternalCreateContractApprovalRequestList'];
      };
      readonly 'POST /contracts/executed_contracts/': {
        readonly body: components['schemas']['CreateExecutedContractAPIRequest'];
      };
      readonly 'POST /contracts/preview/': {
        readonly body: components['schemas']['GenerateContractPreviewRequest'];
      };
      readonly 'POST /contracts/upload_review_contracts/': {
        readonly body: components['schemas']['ContractUploadForReviewRequest'];
      };
      readonly 'POST /contracts/upload_sign_contracts/': {
        readonly body: components['schemas']['ContractUploadForSignatureRequest'];
      };
      readonly 'POST /contracts/webhooks/re_trigger_latest/': {
        readonly body: components['schemas']['RetriggerLatestWebhooksRequest'];
      };
      readonly 'POST /contracts/{id}/comments/': {
        readonly body: components['schemas']['ExternalCreateContractCommentRequest'];
      };
      readonly 'POST /contracts/{id}/contract_relation/': {
        readonly body: components['schemas']['ExternalContractRelationCreateRequest'];
      };
      readonly 'POST /contracts/{id}/contract_version/': {
        readonly body: components['schemas']['PublicUploadContractVersionRequest'];
      };
      readonly 'POST /contracts/{id}/download_docx/': {
        readonly body?: components['schemas']['PublicDownloadContractDocxRequest'];
      };
      readonly 'POST /contracts/{id}/download_link': {
        readonly body?: components['schemas']['DownloadLinkRequest'];
      };
      readonly 'POST /contracts/{id}/external_metadata': {
        readonly body: components['schemas']['ExternalMetadataCreateOrUpdateRequestData'];
      };
      readonly 'POST /contracts/{id}/invite/': {
        readonly body: components['schemas']['ExternalContractInviteRequest'];
      };
      readonly 'POST /contracts/{id}/key_pointers/bulk': {
        readonly body: components['schemas']['ContractKeyPointerBulkRequest'];
      };
      readonly 'POST /contracts/{id}/mark_for_execution/': {
        readonly body?: components['schemas']['MarkForExecutionRequest'];
      };
      readonly 'POST /contracts/{id}/obligations/': {
        readonly body: components['schemas']['CreateContractObligationPublicRequest'];
      };
      readonly 'POST /contracts/{id}/obligations/bulk/': {
        readonly body?: components['schemas']['CreateContractObligationPublicRequestList'];
      };
      readonly 'POST /contracts/{id}/review_request/': {
        readonly body?: components['schemas']['ReviewRequestCreateRequest'];
      };
      readonly 'POST /contracts/{id}/send_to_counterparties': {
        readonly body: components['schemas']['SendToCounterparty'];
      };
      readonly 'POST /contracts/{id}/signatories/resend_email/': {
        readonly body: components['schemas']['CreateSignatoryResendEmailAPIRequest'];
      };
      readonly 'POST /contracts/{id}/status/void': {
        readonly body: components['schemas']['VoidContractRequestData'];
      };
      readonly 'POST /contracts/{id}/tasks/bulk/': {
        readonly body?: components['schemas']['UserTaskCreateRequestList'];
      };
      readonly 'POST /contracts/{id}/uninvite/': {
        readonly body?: components['schemas']['ExternalContractUnInviteRequest'];
      };
      readonly 'POST /contracts/{id}/unmark_for_execution': {
        readonly body?: components['schemas']['ContractUnMarkForExecutionRequest'];
      };
      readonly 'POST /counter_parties/': {
        readonly body: components['schemas']['CreateCounterPartyAPIRequest'];
      };
      readonly 'POST /counter_parties/{id}/addresses/': {
        readonly body: components['schemas']['CreateCounterPartyAddressRequest'];
      };
      readonly 'POST /counter_parties/{id}/contacts': {
        readonly body: components['schemas']['ExternalCounterpartyContactCreateRequest'];
      };
      readonly 'POST /key_pointers/field-name-mapping/': {
        readonly body?: components['schemas']['ListFieldNameMappingViewRequest'];
      };
      readonly 'POST /organizations/entities/': {
        readonly body: components['schemas']['CreateOrganizationEntityRequest'];
      };
      readonly 'POST /supported_documents/{id}/': {
        readonly body: components['schemas']['PublicSupportedDocumentCreateAPIRequest'];
      };
      readonly 'POST /user_tasks/': {
        readonly body: components['schemas']['UserTaskCreateRequest'];
      };
      readonly 'POST /v1/contracts/{id}/download_link': {
        readonly body?: components['schemas']['DownloadLinkRequest'];
      };
      readonly 'POST /v1/contracts/{id}/send_to_counterparties': {
        readonly body: components['schemas']['SendToCounterparty'];
      };
      readonly 'POST /v1/legal_intake/': {
        readonly body: components['schemas']['LegalIntakePublicCreateRequest'];
      };
      readonly 'POST /webhooks/': {
        readonly body: components['schemas']['PublicWebhookCreateRequest'];
      };
      readonly 'POST /workspace/feature-flags/': {
        readonly body: components['schemas']['FeatureFlagsCheckRequest'];
      };
      readonly 'POST /workspace/files/uploads/': {
        readonly body: components['schemas']['WorkspaceFileUploadInitiationRequest'];
      };
      readonly 'POST /workspace/tags/': {
        readonly body: components['schemas']['PublicBulkTagCreateRequest'];
      };
      readonly 'PUT /contracts/{id}/notes/{note_id}': {
        readonly body: components['schemas']['ContractNoteUpdateRequest'];
      };
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
