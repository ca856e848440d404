/**
 * Who gets what of the graph and of every route: the one place where that is written down, and authorisation.test.ts asks
 * each cell. A new field or route needs a line here and, in authorisation-requests.ts, how it is asked.
 *
 * A cell has three outcomes, for a record of the caller's own, one of somebody else, and one that does not exist; a single
 * word stands for all three. To the manager the records of a rep of the team are own ones, to the admin rep their own, and
 * keys have none, so that both columns are other people's.
 *
 * - `shown`, `done`: it is in the answer, it was carried out.
 * - `null`: nothing, and no error. `absent`: a list without it, which is not counted either.
 * - a code of docs/errors.md, or an HTTP status.
 */
export const GRAPH_TABLE = `
field                     | rep                       | other rep                 | manager                   | admin rep                 | user key  | service key           | admin key             | nobody
Query.viewer              | shown                     | shown                     | shown                     | shown                     | shown     | shown                 | shown                 | 401
Query.templates           | shown                     | shown                     | shown                     | shown                     | shown     | shown                 | shown                 | 401
Query.template            | shown                     | shown                     | shown                     | shown                     | shown     | shown                 | shown                 | 401
Query.keyPointerDefinitions | shown                     | shown                     | shown                     | shown                     | shown     | shown                 | shown                 | 401
Query.opportunity         | shown null null           | shown null null           | shown null null           | shown null null           | FORBIDDEN | shown shown null      | shown shown null      | 401
Query.opportunities       | shown absent absent       | shown absent absent       | shown absent absent       | shown absent absent       | FORBIDDEN | shown shown absent    | shown shown absent    | 401
Query.contract            | shown null null           | shown null null           | shown null null           | shown null null           | FORBIDDEN | shown shown null      | shown shown null      | 401
Query.contracts           | shown absent absent       | shown absent absent       | shown absent absent       | shown absent absent       | FORBIDDEN | shown shown absent    | shown shown absent    | 401
Query.searchContracts           | shown absent absent       | shown absent absent       | shown absent absent       | shown absent absent       | FORBIDDEN | shown shown absent    | shown shown absent    | 401
Query.contractDraft       | shown NOT_FOUND NOT_FOUND | shown NOT_FOUND NOT_FOUND | shown NOT_FOUND NOT_FOUND | shown NOT_FOUND NOT_FOUND | FORBIDDEN | shown shown NOT_FOUND | shown shown NOT_FOUND | 401
Query.deliveries          | FORBIDDEN                 | FORBIDDEN                 | FORBIDDEN                 | shown                     | FORBIDDEN | FORBIDDEN             | shown                 | 401
Query.delivery            | FORBIDDEN                 | FORBIDDEN                 | FORBIDDEN                 | shown                     | FORBIDDEN | FORBIDDEN             | shown                 | 401
Query.deliveryCounts      | FORBIDDEN                 | FORBIDDEN                 | FORBIDDEN                 | shown                     | FORBIDDEN | FORBIDDEN             | shown                 | 401
Query.syncProgress        | FORBIDDEN                 | FORBIDDEN                 | FORBIDDEN                 | shown                     | FORBIDDEN | FORBIDDEN             | shown                 | 401
Query.systemHealth        | FORBIDDEN                 | FORBIDDEN                 | FORBIDDEN                 | shown                     | FORBIDDEN | FORBIDDEN             | shown                 | 401
Query.obligationTypes     | shown                     | shown                     | shown                     | shown                     | shown     | shown                 | shown                 | 401
Query.intakes             | shown                     | shown                     | shown                     | shown                     | FORBIDDEN | shown                 | shown                 | 401
Query.intake              | shown                     | shown                     | shown                     | shown                     | FORBIDDEN | shown                 | shown                 | 401
Query.analytics           | FORBIDDEN                 | FORBIDDEN                 | FORBIDDEN                 | shown                     | FORBIDDEN | FORBIDDEN             | shown                 | 401
Query.featureFlags        | FORBIDDEN                 | FORBIDDEN                 | FORBIDDEN                 | shown                     | FORBIDDEN | FORBIDDEN             | shown                 | 401
Query.archives            | FORBIDDEN                 | FORBIDDEN                 | FORBIDDEN                 | shown                     | FORBIDDEN | FORBIDDEN             | shown                 | 401
Query.archiveDestinations | FORBIDDEN                 | FORBIDDEN                 | FORBIDDEN                 | shown                     | FORBIDDEN | FORBIDDEN             | shown                 | 401
ArchivedDocument.contract | FORBIDDEN                 | FORBIDDEN                 | FORBIDDEN                 | shown                     | FORBIDDEN | FORBIDDEN             | shown                 | 401
Query.webhookSubscription | FORBIDDEN                 | FORBIDDEN                 | FORBIDDEN                 | shown                     | FORBIDDEN | FORBIDDEN             | shown                 | 401
Query.activities          | FORBIDDEN                 | FORBIDDEN                 | FORBIDDEN                 | shown                     | FORBIDDEN | FORBIDDEN             | shown                 | 401
Query.doctor              | FORBIDDEN                 | FORBIDDEN                 | FORBIDDEN                 | shown                     | FORBIDDEN | FORBIDDEN             | shown                 | 401
Query.unlinkedContracts  | FORBIDDEN                 | FORBIDDEN                 | FORBIDDEN                 | shown                     | FORBIDDEN | shown                 | shown                 | 401
Query.automations         | FORBIDDEN                 | FORBIDDEN                 | FORBIDDEN                 | shown                     | FORBIDDEN | FORBIDDEN             | shown                 | 401
Query.renewals            | FORBIDDEN                 | FORBIDDEN                 | FORBIDDEN                 | shown                     | FORBIDDEN | FORBIDDEN             | shown                 | 401
Query.linkCoverage       | FORBIDDEN                 | FORBIDDEN                 | FORBIDDEN                 | shown                     | FORBIDDEN | shown                 | shown                 | 401
UnlinkedContract.contract | FORBIDDEN                 | FORBIDDEN                 | FORBIDDEN                 | shown                     | FORBIDDEN | shown                 | shown                 | 401
LinkSuggestion.opportunity | FORBIDDEN                 | FORBIDDEN                 | FORBIDDEN                 | shown                     | FORBIDDEN | shown                 | shown                 | 401

ContractDraft.similar     | shown NOT_FOUND NOT_FOUND | shown NOT_FOUND NOT_FOUND | shown NOT_FOUND NOT_FOUND | shown NOT_FOUND NOT_FOUND | FORBIDDEN | shown shown NOT_FOUND | shown shown NOT_FOUND | 401
Opportunity.contracts     | shown null null           | shown null null           | shown null null           | shown null null           | FORBIDDEN | shown shown null      | shown shown null      | 401
Opportunity.contractProblem | shown null null           | shown null null           | shown null null           | shown null null           | FORBIDDEN | shown shown null      | shown shown null      | 401
Opportunity.closeBlockers | shown null null           | shown null null           | shown null null           | shown null null           | FORBIDDEN | shown shown null      | shown shown null      | 401
Opportunity.suggestedContracts | FORBIDDEN null null | FORBIDDEN null null | FORBIDDEN null null | shown null null | FORBIDDEN | shown shown null | shown shown null | 401
ContractSuggestion.contract | FORBIDDEN null null | FORBIDDEN null null | FORBIDDEN null null | shown null null | FORBIDDEN | shown shown null | shown shown null | 401
Opportunity.timeline      | shown null null           | shown null null           | shown null null           | shown null null           | FORBIDDEN | shown shown null      | shown shown null      | 401
Contract.timeline         | shown null null           | shown null null           | shown null null           | shown null null           | FORBIDDEN | shown shown null      | shown shown null      | 401
Activity.contract         | shown null null           | shown null null           | shown null null           | shown null null           | FORBIDDEN | shown shown null      | shown shown null      | 401
Activity.opportunity      | shown null null           | shown null null           | shown null null           | shown null null           | FORBIDDEN | shown shown null      | shown shown null      | 401
Contract.approvals        | shown null null           | shown null null           | shown null null           | shown null null           | FORBIDDEN | shown shown null      | shown shown null      | 401
Contract.authorizedUsers  | shown null null           | shown null null           | shown null null           | shown null null           | FORBIDDEN | shown shown null      | shown shown null      | 401
RelatedContract.contract | shown null null | shown null null | shown null null | shown null null | FORBIDDEN | shown shown null | shown shown null | 401
Contract.archives         | shown null null           | shown null null           | shown null null           | shown null null           | FORBIDDEN | shown shown null      | shown shown null      | 401
Contract.terms            | shown null null           | shown null null           | shown null null           | shown null null           | FORBIDDEN | shown shown null      | shown shown null      | 401
Contract.notes            | shown null null           | shown null null           | shown null null           | shown null null           | FORBIDDEN | shown shown null      | shown shown null      | 401
Contract.comments         | shown null null           | shown null null           | shown null null           | shown null null           | FORBIDDEN | shown shown null      | shown shown null      | 401
Contract.previewUrl         | shown null null           | shown null null           | shown null null           | shown null null           | FORBIDDEN | shown shown null      | shown shown null      | 401
Contract.relatedContracts         | shown null null           | shown null null           | shown null null           | shown null null           | FORBIDDEN | shown shown null      | shown shown null      | 401
Contract.metrics          | shown null null           | shown null null           | shown null null           | shown null null           | FORBIDDEN | shown shown null      | shown shown null      | 401
Contract.text             | shown null null           | shown null null           | shown null null           | shown null null           | FORBIDDEN | shown shown null      | shown shown null      | 401
Contract.questionnaire    | shown null null           | shown null null           | shown null null           | shown null null           | FORBIDDEN | shown shown null      | shown shown null      | 401
Contract.obligations      | shown null null           | shown null null           | shown null null           | shown null null           | FORBIDDEN | shown shown null      | shown shown null      | 401
Contract.opportunity      | shown null null           | shown null null           | shown null null           | shown null null           | FORBIDDEN | shown shown null      | shown shown null      | 401

Mutation.createContract   | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | FORBIDDEN | done done NOT_FOUND   | done done NOT_FOUND   | 401
Mutation.previewContract  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | FORBIDDEN | done done NOT_FOUND   | done done NOT_FOUND   | 401
Mutation.sendContract     | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | FORBIDDEN | done done NOT_FOUND   | done done NOT_FOUND   | 401
Mutation.voidContract     | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | FORBIDDEN | done done NOT_FOUND   | done done NOT_FOUND   | 401
Mutation.markForExecution | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | FORBIDDEN | done done NOT_FOUND   | done done NOT_FOUND   | 401
Mutation.unmarkForExecution | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | FORBIDDEN | done done NOT_FOUND   | done done NOT_FOUND   | 401
Mutation.resendToSignatory | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | FORBIDDEN | done done NOT_FOUND   | done done NOT_FOUND   | 401
Mutation.changeBusinessUser | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | FORBIDDEN | done done NOT_FOUND   | done done NOT_FOUND   | 401
Mutation.requestReview    | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | FORBIDDEN | done done NOT_FOUND   | done done NOT_FOUND   | 401
Mutation.retriggerWebhook | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | FORBIDDEN | done done NOT_FOUND   | done done NOT_FOUND   | 401
Mutation.createRecipientLink | done NOT_FOUND NOT_FOUND | done NOT_FOUND NOT_FOUND | FORBIDDEN NOT_FOUND NOT_FOUND | done NOT_FOUND NOT_FOUND | FORBIDDEN | FORBIDDEN FORBIDDEN NOT_FOUND | done done NOT_FOUND | 401
Mutation.createSigningUrl | INVALID_STATE NOT_FOUND NOT_FOUND | INVALID_STATE NOT_FOUND NOT_FOUND | FORBIDDEN NOT_FOUND NOT_FOUND | INVALID_STATE NOT_FOUND NOT_FOUND | FORBIDDEN | FORBIDDEN FORBIDDEN NOT_FOUND | INVALID_STATE INVALID_STATE NOT_FOUND | 401
Mutation.linkContract     | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | FORBIDDEN | done done NOT_FOUND   | done done NOT_FOUND   | 401
Mutation.linkContract to  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | FORBIDDEN | done done NOT_FOUND   | done done NOT_FOUND   | 401
Mutation.updateNote       | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | FORBIDDEN | done done NOT_FOUND   | done done NOT_FOUND   | 401
Mutation.uploadContractForReview| done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | FORBIDDEN | done done NOT_FOUND   | done done NOT_FOUND   | 401
Mutation.uploadContractForSignature| done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | FORBIDDEN | done done NOT_FOUND   | done done NOT_FOUND   | 401
Mutation.recordExecutedContract| done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | FORBIDDEN | done done NOT_FOUND   | done done NOT_FOUND   | 401
Mutation.uploadContractVersion| done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | FORBIDDEN | done done NOT_FOUND   | done done NOT_FOUND   | 401
Mutation.addSupportingDocument| done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | FORBIDDEN | done done NOT_FOUND   | done done NOT_FOUND   | 401
Mutation.requestApprovals | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | FORBIDDEN | done done NOT_FOUND   | done done NOT_FOUND   | 401
Mutation.inviteToContract | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | FORBIDDEN | done done NOT_FOUND   | done done NOT_FOUND   | 401
Mutation.uninviteFromContract | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | FORBIDDEN | done done NOT_FOUND   | done done NOT_FOUND   | 401
Mutation.addComment       | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | FORBIDDEN | done done NOT_FOUND   | done done NOT_FOUND   | 401
Mutation.relateContracts       | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | FORBIDDEN | done done NOT_FOUND   | done done NOT_FOUND   | 401
Mutation.relateContracts to       | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | FORBIDDEN | done done NOT_FOUND   | done done NOT_FOUND   | 401
Mutation.updateContractData | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | FORBIDDEN | done done NOT_FOUND   | done done NOT_FOUND   | 401
Mutation.updateKeyPointers | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | FORBIDDEN | done done NOT_FOUND   | done done NOT_FOUND   | 401
Mutation.archiveContract  | INVALID_STATE NOT_FOUND NOT_FOUND | INVALID_STATE NOT_FOUND NOT_FOUND | INVALID_STATE NOT_FOUND NOT_FOUND | INVALID_STATE NOT_FOUND NOT_FOUND | FORBIDDEN | INVALID_STATE INVALID_STATE NOT_FOUND | INVALID_STATE INVALID_STATE NOT_FOUND | 401
Mutation.confirmTerm      | INVALID_STATE NOT_FOUND NOT_FOUND | INVALID_STATE NOT_FOUND NOT_FOUND | INVALID_STATE NOT_FOUND NOT_FOUND | INVALID_STATE NOT_FOUND NOT_FOUND | FORBIDDEN | INVALID_STATE INVALID_STATE NOT_FOUND | INVALID_STATE INVALID_STATE NOT_FOUND | 401
Mutation.updateExternalMetadata | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | FORBIDDEN | done done NOT_FOUND   | done done NOT_FOUND   | 401
Mutation.updateIntakeForm | INVALID_STATE NOT_FOUND NOT_FOUND  | INVALID_STATE NOT_FOUND NOT_FOUND  | INVALID_STATE NOT_FOUND NOT_FOUND  | INVALID_STATE NOT_FOUND NOT_FOUND  | FORBIDDEN | INVALID_STATE INVALID_STATE NOT_FOUND   | INVALID_STATE INVALID_STATE NOT_FOUND   | 401
Mutation.createObligation | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | FORBIDDEN | done done NOT_FOUND   | done done NOT_FOUND   | 401
Mutation.createObligations | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | FORBIDDEN | done done NOT_FOUND   | done done NOT_FOUND   | 401
Mutation.updateObligation | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | FORBIDDEN | done done NOT_FOUND   | done done NOT_FOUND   | 401
Mutation.updateObligations | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | FORBIDDEN | done done NOT_FOUND   | done done NOT_FOUND   | 401
Mutation.deleteObligation | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | FORBIDDEN | done done NOT_FOUND   | done done NOT_FOUND   | 401
Mutation.createTask       | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | FORBIDDEN | done done NOT_FOUND   | done done NOT_FOUND   | 401
Mutation.createTasks      | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | FORBIDDEN | done done NOT_FOUND   | done done NOT_FOUND   | 401
Mutation.syncContract     | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | FORBIDDEN | done done NOT_FOUND   | done done NOT_FOUND   | 401
Mutation.replayDeliveries | FORBIDDEN                 | FORBIDDEN                 | FORBIDDEN                 | done                      | FORBIDDEN | FORBIDDEN             | done                  | 401
Mutation.pruneDeliveries  | FORBIDDEN                 | FORBIDDEN                 | FORBIDDEN                 | done                      | FORBIDDEN | FORBIDDEN             | done                  | 401
Mutation.dealsChanged     | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | done NOT_FOUND NOT_FOUND  | FORBIDDEN | done done NOT_FOUND   | done done NOT_FOUND   | 401
Mutation.startRepair      | FORBIDDEN                 | FORBIDDEN                 | FORBIDDEN                 | done                      | FORBIDDEN | FORBIDDEN             | done                  | 401
Mutation.startBackfill    | FORBIDDEN                 | FORBIDDEN                 | FORBIDDEN                 | done                      | FORBIDDEN | FORBIDDEN             | done                  | 401
Mutation.pauseRepairs     | FORBIDDEN                 | FORBIDDEN                 | FORBIDDEN                 | done                      | FORBIDDEN | FORBIDDEN             | done                  | 401
Mutation.createIntake     | done                      | done                      | done                      | done                      | FORBIDDEN | done                  | done                  | 401
Mutation.updateIntake     | done                      | done                      | done                      | done                      | FORBIDDEN | done                  | done                  | 401
Mutation.deleteIntake     | done                      | done                      | done                      | done                      | FORBIDDEN | done                  | done                  | 401
Mutation.registerWebhook  | FORBIDDEN                 | FORBIDDEN                 | FORBIDDEN                 | INVALID_VALUE             | FORBIDDEN | FORBIDDEN             | INVALID_VALUE         | 401
Mutation.removeWebhook    | FORBIDDEN                 | FORBIDDEN                 | FORBIDDEN                 | FORBIDDEN                 | FORBIDDEN | FORBIDDEN             | NOT_FOUND             | 401

Query.contractTypes | shown | shown | shown | shown | shown | shown | shown | 401
Query.contractType | shown | shown | shown | shown | shown | shown | shown | 401
Query.facets | shown | shown | shown | shown | shown | shown | shown | 401
Query.facetOptions | shown | shown | shown | shown | shown | shown | shown | 401
Query.entities | shown | shown | shown | shown | shown | shown | shown | 401
Query.organizationTypes | shown | shown | shown | shown | shown | shown | shown | 401
Query.spotdraftRoles | shown | shown | shown | shown | shown | shown | shown | 401
Query.spotdraftUsers | shown | shown | shown | shown | FORBIDDEN | shown | shown | 401
Query.counterparties | shown | shown | shown | shown | FORBIDDEN | shown | shown | 401
Query.counterparty | shown | shown | shown | shown | FORBIDDEN | shown | shown | 401
ContractType.access | shown | shown | shown | shown | FORBIDDEN | shown | shown | 401
Mutation.createCounterparty | done | done | done | done | FORBIDDEN | done | done | 401
Mutation.updateCounterparty | done | done | done | done | FORBIDDEN | done | done | 401
Mutation.createCounterpartyContact | done | done | done | done | FORBIDDEN | done | done | 401
Mutation.updateCounterpartyContact | done | done | done | done | FORBIDDEN | done | done | 401
Mutation.updateCounterpartyContacts | done | done | done | done | FORBIDDEN | done | done | 401
Mutation.deleteCounterpartyContact | done | done | done | done | FORBIDDEN | done | done | 401
Mutation.createCounterpartyAddress | done | done | done | done | FORBIDDEN | done | done | 401
Mutation.updateCounterpartyAddress | done | done | done | done | FORBIDDEN | done | done | 401
Mutation.inviteUser | FORBIDDEN | FORBIDDEN | FORBIDDEN | done | FORBIDDEN | FORBIDDEN | done | 401
Mutation.updateUser | FORBIDDEN | FORBIDDEN | FORBIDDEN | done | FORBIDDEN | FORBIDDEN | done | 401
Mutation.deactivateUser | FORBIDDEN | FORBIDDEN | FORBIDDEN | done | FORBIDDEN | FORBIDDEN | done | 401
Mutation.addRoleMembers | FORBIDDEN | FORBIDDEN | FORBIDDEN | done | FORBIDDEN | FORBIDDEN | done | 401
Mutation.removeRoleMembers | FORBIDDEN | FORBIDDEN | FORBIDDEN | done | FORBIDDEN | FORBIDDEN | done | 401
Mutation.createEntity | FORBIDDEN | FORBIDDEN | FORBIDDEN | done | FORBIDDEN | FORBIDDEN | done | 401
Mutation.updateTemplateTags | FORBIDDEN | FORBIDDEN | FORBIDDEN | done | FORBIDDEN | FORBIDDEN | done | 401
Mutation.createTags | FORBIDDEN | FORBIDDEN | FORBIDDEN | done | FORBIDDEN | FORBIDDEN | done | 401

Query.bulkJob | shown null null | shown null null | null | shown shown null | FORBIDDEN | null | shown shown null | 401
Query.bulkJobs | shown absent absent | shown absent absent | absent | shown shown absent | FORBIDDEN | absent | shown shown absent | 401
BulkRow.opportunity | shown null null | shown null null | null | shown null null | FORBIDDEN | null | shown shown null | 401
BulkRow.contract | shown null null | shown null null | null | shown null null | FORBIDDEN | null | shown shown null | 401
Mutation.startBulkCreate | done | done | done | done | FORBIDDEN | done | done | 401
Mutation.cancelBulkCreate | INVALID_STATE NOT_FOUND NOT_FOUND | INVALID_STATE NOT_FOUND NOT_FOUND | NOT_FOUND | INVALID_STATE INVALID_STATE NOT_FOUND | FORBIDDEN | NOT_FOUND | INVALID_STATE INVALID_STATE NOT_FOUND | 401
Mutation.pauseBulkCreate | INVALID_STATE NOT_FOUND NOT_FOUND | INVALID_STATE NOT_FOUND NOT_FOUND | NOT_FOUND | INVALID_STATE INVALID_STATE NOT_FOUND | FORBIDDEN | NOT_FOUND | INVALID_STATE INVALID_STATE NOT_FOUND | 401
Mutation.resumeBulkCreate | INVALID_STATE NOT_FOUND NOT_FOUND | INVALID_STATE NOT_FOUND NOT_FOUND | NOT_FOUND | INVALID_STATE INVALID_STATE NOT_FOUND | FORBIDDEN | NOT_FOUND | INVALID_STATE INVALID_STATE NOT_FOUND | 401
Mutation.retryBulkCreate | INVALID_STATE NOT_FOUND NOT_FOUND | INVALID_STATE NOT_FOUND NOT_FOUND | NOT_FOUND | INVALID_STATE INVALID_STATE NOT_FOUND | FORBIDDEN | NOT_FOUND | INVALID_STATE INVALID_STATE NOT_FOUND | 401
Subscription.bulkProgress | shown NOT_FOUND NOT_FOUND | shown NOT_FOUND NOT_FOUND | NOT_FOUND | shown shown NOT_FOUND | FORBIDDEN | NOT_FOUND | shown shown NOT_FOUND | 401
Subscription.contractChanged | shown NOT_FOUND NOT_FOUND | shown NOT_FOUND NOT_FOUND | shown NOT_FOUND NOT_FOUND | shown NOT_FOUND NOT_FOUND | FORBIDDEN | shown shown NOT_FOUND | shown shown NOT_FOUND | 401
Subscription.syncProgress    | FORBIDDEN                 | FORBIDDEN                 | FORBIDDEN                 | shown                     | FORBIDDEN | FORBIDDEN             | shown                 | 401
`;

/**
 * `POST /webhooks/spotdraft` asks for SpotDraft's signature, which no caller has. The routes of sign-in know the cookie of
 * a browser only, whatever else a caller sends; sign-in.test.ts follows one through them. `GET /` stands for every file of
 * the page for browsers: they hold no data.
 */
export const ROUTE_TABLE = `
route                      | rep         | other rep   | manager     | admin rep   | user key | service key | admin key   | nobody
GET /graphql               | 200         | 200         | 200         | 200         | 200      | 200         | 200         | 401
POST /graphql              | 200         | 200         | 200         | 200         | 200      | 200         | 200         | 401
GET /documents/:contractId | 302 404 404 | 302 404 404 | 302 404 404 | 302 404 404 | 404      | 302 302 404 | 302 302 404 | 401
GET /previews/:previewId   | 200         | 200         | 200         | 200         | 404      | 200         | 200         | 401
POST /graphql/stream       | 200         | 200         | 200         | 200         | 200      | 200         | 200         | 401
GET /graphql/stream        | 200         | 200         | 200         | 200         | 200      | 200         | 200         | 401
POST /uploads              | 201         | 201         | 201         | 201         | 403      | 201         | 201         | 401
GET /signin                | 302         | 302         | 302         | 302         | 302      | 302         | 302         | 302
GET /signin/callback       | 400         | 400         | 400         | 400         | 400      | 400         | 400         | 400
POST /signout              | 303         | 303         | 303         | 303         | 303      | 303         | 303         | 303
GET /session               | 200         | 200         | 200         | 200         | 200      | 200         | 200         | 200
POST /webhooks/spotdraft   | 401         | 401         | 401         | 401         | 401      | 401         | 401         | 401
GET /                      | 200         | 200         | 200         | 200         | 200      | 200         | 200         | 200
GET /demo                  | 200         | 200         | 200         | 200         | 200      | 200         | 200         | 200
GET /demo/contracts/:contractId/crm | 200 404 404 | 200 404 404 | 200 404 404 | 200 404 404 | 404 | 200 200 404 | 200 200 404 | 404
POST /demo/contracts/:contractId/advance | 200 404 404 | 200 404 404 | 200 404 404 | 200 404 404 | 404 | 200 200 404 | 200 200 404 | 404
GET /healthz               | 200         | 200         | 200         | 200         | 200      | 200         | 200         | 200
GET /readyz                | 200         | 200         | 200         | 200         | 200      | 200         | 200         | 200
GET /metrics               | 200         | 200         | 200         | 200         | 200      | 200         | 200         | 200
`;

export const CALLERS = [
  'rep',
  'other rep',
  'manager',
  'admin rep',
  'user key',
  'service key',
  'admin key',
  'nobody',
] as const;
export type CallerName = (typeof CALLERS)[number];

export const RECORDS = ['own', "somebody else's", 'none'] as const;
export type RecordName = (typeof RECORDS)[number];

/** One line: what is asked, and for each caller the outcomes in the order of `RECORDS`. */
export interface TableRow {
  readonly name: string;
  readonly outcomes: Readonly<Record<string, string>>;
}

/** @throws when a line does not have a cell for each caller. */
export function parseTable(text: string): TableRow[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const [header = [], ...rows] = lines.map((line) => line.split('|').map((cell) => cell.trim()));
  if (header.slice(1).join() !== CALLERS.join())
    throw new Error('The columns are not the callers.');
  return rows.map(([name = '', ...cells]) => {
    if (cells.length !== CALLERS.length)
      throw new Error(`${name} does not have a cell for each caller.`);
    const outcomes = cells.map((cell, index) => {
      const words = cell.split(/\s+/);
      if (words.length !== 1 && words.length !== RECORDS.length)
        throw new Error(`${name}: "${cell}" is neither one outcome nor three.`);
      return [CALLERS[index], RECORDS.map((_, at) => words[at] ?? words[0]).join(' ')] as const;
    });
    return { name, outcomes: Object.fromEntries(outcomes) };
  });
}
