import { Cost } from '../../schema/cost.js';
import { Arg, Ctx, Mutation, Resolver } from '../../schema/decorators.js';
import {
  CreateRecipientLinkInput,
  CreateSigningUrlInput,
  LinkPayload,
} from '../../schema/personal-links.js';
import { createPersonalLinkService } from '../../services/contracts/personal-links.js';
import type { RequestContext } from '../server/request-context.js';

@Resolver()
export class PersonalLinksResolver {
  @Cost({ spotdraft: 2, salesforce: 3 })
  @Mutation(() => LinkPayload, {
    description:
      'Gets the link by which a recipient reviews or signs a contract. For the owner of its deal, signed in as themselves, and for operators.',
  })
  createRecipientLink(
    @Arg('input', () => CreateRecipientLinkInput, { description: 'Whose link.' })
    input: CreateRecipientLinkInput,
    @Ctx() context: RequestContext,
  ): Promise<LinkPayload> {
    return context.act(() =>
      context.services.of(createPersonalLinkService).createRecipientLink(context.caller, input),
    );
  }

  @Cost({ spotdraft: 2, salesforce: 3 })
  @Mutation(() => LinkPayload, {
    description:
      'Gets the address at which a counterparty signs inside another page, good for a short time; the contract has to be made for that. For the same callers as `createRecipientLink`.',
  })
  createSigningUrl(
    @Arg('input', () => CreateSigningUrlInput, { description: 'Who signs.' })
    input: CreateSigningUrlInput,
    @Ctx() context: RequestContext,
  ): Promise<LinkPayload> {
    return context.act(() =>
      context.services.of(createPersonalLinkService).createSigningUrl(context.caller, input),
    );
  }
}
