import type { ContractId } from '../../domain/contract-id.js';
import { ContractObjectType } from '../../schema/contracts.js';
import { Cost } from '../../schema/cost.js';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from '../../schema/decorators.js';
import { NotePayload, NoteType, UpdateNoteInput } from '../../schema/notes.js';
import { createNoteService } from '../../services/contracts/notes.js';
import type { Services } from '../../services/create-services.js';
import type { RequestContext } from '../server/request-context.js';
import { withoutNulls } from '../without-nulls.js';

const notesOf = (services: Services, id: ContractId) => services.of(createNoteService).list(id);

@Resolver(() => ContractObjectType)
export class NotesResolver {
  @Cost({ spotdraft: 1, entries: 3 })
  @FieldResolver(() => [NoteType], {
    nullable: true,
    description: 'Notes about it. Live; null, with an error, when SpotDraft can not be asked.',
  })
  notes(
    @Root() contract: ContractObjectType,
    @Ctx() context: RequestContext,
  ): Promise<readonly NoteType[]> {
    return context.loaders.part(notesOf).load(contract.id);
  }

  @Cost({ spotdraft: 2, salesforce: 2 })
  @Mutation(() => NotePayload, { description: 'Changes what a note of a contract says.' })
  updateNote(
    @Arg('input', () => UpdateNoteInput, { description: 'Which note, and its new text.' })
    input: UpdateNoteInput,
    @Ctx() context: RequestContext,
  ): Promise<NotePayload> {
    return context.act((_actions, reader) =>
      context.services.of(createNoteService).update(reader, withoutNulls(input)),
    );
  }
}
