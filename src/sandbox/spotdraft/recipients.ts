import { z } from 'zod';

import { toIso } from './clock.js';
import type { JsonObject } from './json.js';
import type { Contract, Signatory } from './model.js';
import { parseBody } from './parse-body.js';
import { DONE, ok, requireComposite } from './router.js';
import type { ApiRoute, Workspace } from './router.js';

const BASE = '/api/v2.1/public/contracts';

/** Who signs a contract, and how far they are. */
export function recipientRoutes(workspace: Workspace): ApiRoute[] {
  const { lifecycle } = workspace;
  return [
    {
      method: 'GET',
      path: `${BASE}/:id/recipients/`,
      handle: (call) => {
        const contract = requireComposite(call, workspace);
        return ok({ items: contract.signatories.map((one) => toRecipient(one, contract)) });
      },
    },
    {
      method: 'POST',
      path: `${BASE}/:id/signatories/resend_email/`,
      handle: (call) => {
        const contract = requireComposite(call, workspace);
        const { email_id: email } = parseBody(z.object({ email_id: z.email() }), call.body);
        lifecycle.resendSigningMail(contract, email);
        return DONE;
      },
    },
  ];
}

export function toRecipient(signatory: Signatory, contract: Contract): JsonObject {
  const { action, sentAt } = signatory;
  return {
    recipient: {
      id: signatory.recipientId,
      recipient_type: 'SIGNATORY',
      user: { id: signatory.userId, email: signatory.email, name: signatory.name },
      created: toIso(contract.createdAt),
      is_sent_for_signature: sentAt !== undefined,
      ...(sentAt && { last_sent_for_signature_at: toIso(sentAt) }),
      ...(signatory.order !== undefined && { recipient_order: signatory.order }),
      ...(signatory.title && { title: signatory.title }),
      ...(signatory.note && { note: signatory.note }),
    },
    // A decline is an action like a signature: completed, but without success.
    recipient_action: action
      ? { is_success: action.isSuccess, action_notes: action.notes, timestamp: toIso(action.at) }
      : null,
    status: action ? 'COMPLETED' : sentAt ? 'IN_PROGRESS' : 'PENDING',
  };
}
