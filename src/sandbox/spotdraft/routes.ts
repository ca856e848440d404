import { approvalRoutes } from './approvals.js';
import { commentRoutes } from './comments.js';
import { contractDataRoutes } from './contract-data.js';
import { contractMetricsRoutes } from './contract-metrics.js';
import { contractTextRoutes } from './contract-text.js';
import { assignmentRoutes } from './assignments.js';
import { contractActionRoutes, contractRoutes } from './contracts/contract-routes.js';
import { versionOneRoutes } from './contracts/version-one-routes.js';
import { contractTypeRoutes } from './contract-types.js';
import { counterpartyRoutes } from './counterparties.js';
import { counterpartyAddressRoutes } from './counterparty-addresses.js';
import { counterpartyContactRoutes } from './counterparty-contacts.js';
import { documentRoutes } from './documents/document-routes.js';
import { entityRoutes } from './entities.js';
import { externalMetadataRoutes } from './external-metadata.js';
import { facetRoutes } from './facets.js';
import { intakeFormRoutes } from './intake-forms.js';
import { invitationRoutes } from './invitations.js';
import { intakeRoutes } from './intakes.js';
import { keyPointerRoutes } from './key-pointers.js';
import { noteRoutes } from './notes.js';
import { organizationTypeRoutes } from './organization-types.js';
import { obligationRoutes } from './obligations.js';
import { questionnaireRoutes } from './questionnaires.js';
import { personalLinkRoutes } from './personal-links.js';
import { previewRoutes } from './previews.js';
import { recipientRoutes } from './recipients.js';
import { relationRoutes } from './relations.js';
import { roleRoutes } from './roles.js';
import type { ApiRoute, Workspace } from './router.js';
import { tagRoutes } from './tags.js';
import { taskRoutes } from './tasks.js';
import { templateRoutes } from './templates/template-routes.js';
import { uploadRoutes } from './uploads.js';
import { userRoutes } from './users.js';
import { webhookRoutes } from './webhooks/webhook-routes.js';
import { workspaceFileRoutes } from './workspace-files.js';
import { workspaceRoutes } from './workspace.js';

/** Every operation that is written by hand, capability by capability. */
export function handWrittenRoutes(workspace: Workspace): ApiRoute[] {
  return [
    ...contractRoutes(workspace),
    ...contractActionRoutes(workspace),
    ...versionOneRoutes(workspace),
    ...documentRoutes(workspace),
    ...previewRoutes(workspace),
    ...recipientRoutes(workspace),
    ...approvalRoutes(workspace),
    ...invitationRoutes(workspace),
    ...personalLinkRoutes(workspace),
    ...assignmentRoutes(workspace),
    ...contractDataRoutes(workspace),
    ...externalMetadataRoutes(workspace),
    ...intakeFormRoutes(workspace),
    ...keyPointerRoutes(workspace),
    ...noteRoutes(workspace),
    ...uploadRoutes(workspace),
    ...obligationRoutes(workspace),
    ...taskRoutes(workspace),
    ...commentRoutes(workspace),
    ...relationRoutes(workspace),
    ...contractMetricsRoutes(workspace),
    ...contractTextRoutes(workspace),
    ...questionnaireRoutes(workspace),
    ...counterpartyRoutes(workspace),
    ...counterpartyContactRoutes(workspace),
    ...counterpartyAddressRoutes(workspace),
    ...entityRoutes(workspace),
    ...organizationTypeRoutes(),
    ...tagRoutes(workspace),
    ...userRoutes(workspace),
    ...roleRoutes(workspace),
    ...templateRoutes(workspace),
    ...contractTypeRoutes(workspace),
    ...webhookRoutes(workspace),
    ...facetRoutes(workspace),
    ...workspaceRoutes(workspace),
    ...workspaceFileRoutes(workspace),
    ...intakeRoutes(workspace),
  ];
}
