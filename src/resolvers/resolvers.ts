/** Every resolver of the schema. A new one is a line here. */
export {
  ActivityResolver,
  ContractTimelineResolver,
  OpportunityTimelineResolver,
} from './activity/activity.resolver.js';
export { BulkJobFieldsResolver, BulkResolver, BulkRowResolver } from './bulk/bulk.resolver.js';
export { ApprovalsResolver } from './contracts/approvals.resolver.js';
export {
  ArchivedDocumentResolver,
  ArchivesResolver,
  ContractArchivesResolver,
} from './contracts/archives.resolver.js';
export { AssignmentsResolver } from './contracts/assignments.resolver.js';
export { CommentsResolver } from './contracts/comments.resolver.js';
export { ContractActionsResolver } from './contracts/contract-actions.resolver.js';
export { ContractDataResolver } from './contracts/contract-data.resolver.js';
export { ContractDraftResolver } from './contracts/contract-draft.resolver.js';
export { ContractFieldsResolver } from './contracts/contract-fields.resolver.js';
export { ContractMetricsResolver } from './contracts/contract-metrics.resolver.js';
export { ContractSearchResolver } from './contracts/contract-search.resolver.js';
export { ContractTextResolver } from './contracts/contract-text.resolver.js';
export { ContractResolver } from './contracts/contract.resolver.js';
export { CreateContractResolver } from './contracts/create-contract.resolver.js';
export { DocumentsResolver } from './contracts/documents.resolver.js';
export { ExternalMetadataResolver } from './contracts/external-metadata.resolver.js';
export { IntakeFormsResolver } from './contracts/intake-forms.resolver.js';
export { InvitationsResolver } from './contracts/invitations.resolver.js';
export { KeyPointersResolver } from './contracts/key-pointers.resolver.js';
export { LifecycleResolver } from './contracts/lifecycle.resolver.js';
export { NotesResolver } from './contracts/notes.resolver.js';
export {
  ObligationsResolver,
  ObligationTypeFieldResolver,
} from './contracts/obligations.resolver.js';
export { PersonalLinksResolver } from './contracts/personal-links.resolver.js';
export { PreviewsResolver } from './contracts/previews.resolver.js';
export { QuestionnairesResolver } from './contracts/questionnaires.resolver.js';
export { RelationsResolver } from './contracts/relations.resolver.js';
export { SyncStateResolver } from './contracts/sync-state.resolver.js';
export { CounterpartiesResolver } from './counterparties/counterparties.resolver.js';
export { CounterpartyAddressesResolver } from './counterparties/counterparty-addresses.resolver.js';
export { CounterpartyContactsResolver } from './counterparties/counterparty-contacts.resolver.js';
export {
  CloseBlockersResolver,
  ContractTermsResolver,
  TermsResolver,
} from './contracts/terms.resolver.js';
export {
  SuggestedContractsResolver,
  UnlinkedContractsResolver,
} from './contracts/unlinked-contracts.resolver.js';
export { UploadsResolver } from './contracts/uploads.resolver.js';
export { TasksResolver } from './contracts/tasks.resolver.js';
export { AutomationsResolver, ContractProblemResolver } from './deals/automations.resolver.js';
export { OpportunityFieldsResolver } from './deals/opportunity-fields.resolver.js';
export { OpportunityResolver } from './deals/opportunity.resolver.js';
export { DoctorResolver } from './doctor/doctor.resolver.js';
export { HealthResolver } from './health/health.resolver.js';
export { DeliveryResolver } from './inbox/delivery.resolver.js';
export { WebhookResolver } from './inbox/webhook.resolver.js';
export { IntakeFieldsResolver } from './intakes/intake-fields.resolver.js';
export { IntakeResolver } from './intakes/intake.resolver.js';
export { LiveResolver } from './live/live.resolver.js';
export { RolesResolver } from './people/roles.resolver.js';
export { UsersResolver } from './people/users.resolver.js';
export { ViewerResolver } from './people/viewer.resolver.js';
export { TemplateFieldsResolver } from './templates/template-fields.resolver.js';
export { TemplateTagsResolver } from './templates/template-tags.resolver.js';
export { TemplateResolver } from './templates/template.resolver.js';
export { ContractTypesResolver } from './workspace/contract-types.resolver.js';
export { EntitiesResolver } from './workspace/entities.resolver.js';
export { FacetsResolver } from './workspace/facets.resolver.js';
export { OrganizationTypesResolver } from './workspace/organization-types.resolver.js';
export { TagsResolver } from './workspace/tags.resolver.js';
export { WorkspaceResolver } from './workspace/workspace.resolver.js';
