import type { SpotDraft } from '../connectors/spotdraft/types.js';
import type { Store } from '../store/store.js';
import { createContractCreations } from '../sync/index.js';
import { createReviewRequests } from './contracts/assignments.js';
import type { CreationKind } from '../sync/index.js';
import { createSupportingUploads } from './uploads/contract-documents.js';
import { createVersionUploads } from './uploads/version-uploads.js';
import { createObligationCreations } from './contracts/obligation-creations.js';
import { TASK_CREATIONS } from './contracts/tasks.js';
import { createIntakeCreations } from './intakes/intake-creations.js';
import { WEBHOOK_CREATIONS } from './inbox/webhook-registration.js';
import { createApprovalCreations } from './contracts/approval-creations.js';
import {
  createAddressCreations,
  createContactCreations,
  createCounterpartyCreations,
} from './counterparties/counterparty-creations.js';
import { createUserCreations } from './people/user-creations.js';
import { createEntityCreations } from './workspace/entity-creations.js';
import { createTagCreations } from './workspace/tags.js';
import { createCommentCreations } from './contracts/comment-creations.js';
import { createRelationCreations } from './contracts/relation-creations.js';
import { createInvitationCreations } from './contracts/invitation-creations.js';
import { createSendingCreations } from './contracts/sending-creations.js';

export interface CreationKindParts {
  readonly store: Store;
  readonly spotdraft: SpotDraft;
}

/** How each kind of thing is found again when the answer to its creation was lost. A new one is a line here. */
const KINDS: readonly ((parts: CreationKindParts) => CreationKind)[] = [
  createContractCreations,
  createObligationCreations,
  createIntakeCreations,
  () => TASK_CREATIONS,
  () => WEBHOOK_CREATIONS,
  createApprovalCreations,
  createUserCreations,
  createEntityCreations,
  createTagCreations,
  createCounterpartyCreations,
  createContactCreations,
  createAddressCreations,
  createCommentCreations,
  createRelationCreations,
  createReviewRequests,
  createInvitationCreations,
  createSendingCreations,
  createSupportingUploads,
  createVersionUploads,
];

export function createCreationKinds(parts: CreationKindParts): readonly CreationKind[] {
  return KINDS.map((create) => create(parts));
}
