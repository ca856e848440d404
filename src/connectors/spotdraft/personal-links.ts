import { z } from 'zod';
import type { ContractId } from '../../domain/contract-id.js';
import { isSecure } from '../../domain/secure-url.js';
import type { CallOptions } from './call.js';
import type { CapabilityParts } from './capability.js';
import { noted } from '../../domain/said.js';

/** Links that stand for a person: whoever has one acts as them. Never log or store one. */
export interface PersonalLinks {
  /** By which a recipient reviews, approves or signs. */
  createRecipientLink(id: ContractId, email: string, options: CallOptions): Promise<string>;
  /** By which a counterparty signs inside another page; good for a short time. */
  createSigningUrl(id: ContractId, email: string, options: CallOptions): Promise<string>;
}

/** An address that a page may lead to; what it is not is told by its code alone, never by what it says. */
const secretUrl = z.string().refine((text) => URL.canParse(text) && isSecure(new URL(text)));
const recipientLinkWire = z.object({ link: secretUrl });
const signingUrlWire = z.object({ url: secretUrl });

export function createPersonalLinks({ caller }: CapabilityParts): PersonalLinks {
  return {
    async createRecipientLink(id, email, options) {
      const { link } = await caller.call('GET /contracts/{id}/recipients/recipient_link/', {
        path: { id },
        query: { recipient_email: email },
        answer: recipientLinkWire,
        subject: noted`such recipient of contract ${id}`,
        options,
      });
      return link;
    },

    async createSigningUrl(id, email, options) {
      const { url } = await caller.call('GET /contracts/embedded/contracts/{id}/counter_party/', {
        path: { id },
        query: { cp_email_id: email },
        answer: signingUrlWire,
        subject: noted`such signatory of contract ${id}`,
        options,
      });
      return url;
    },
  };
}
