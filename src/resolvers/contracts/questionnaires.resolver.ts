import type { ContractId } from '../../domain/contract-id.js';
import type { QuestionnaireType } from '../../domain/questionnaire.js';
import { ContractObjectType } from '../../schema/contracts.js';
import { Cost } from '../../schema/cost.js';
import { Arg, Ctx, FieldResolver, Resolver, Root } from '../../schema/decorators.js';
import { QuestionnaireObjectType, QuestionnaireTypeEnum } from '../../schema/questionnaires.js';
import { numberedPart } from '../../services/contracts/numbered-part.js';
import { createQuestionnaireService } from '../../services/contracts/questionnaires.js';
import type { Services } from '../../services/create-services.js';
import type { RequestContext } from '../server/request-context.js';

const questionnaireOf = (
  services: Services,
  { id, type }: { readonly id: ContractId; readonly type: QuestionnaireType },
) => services.of(createQuestionnaireService).of(id, type);

@Resolver(() => ContractObjectType)
export class QuestionnairesResolver {
  @Cost({ spotdraft: 1, values: 20 })
  @FieldResolver(() => QuestionnaireObjectType, {
    nullable: true,
    description:
      'What was answered to the questions about it. Live; null where nothing was asked, and, with an error, when SpotDraft can not be asked and for H contracts, whose answers it does not offer.',
  })
  async questionnaire(
    @Root() contract: ContractObjectType,
    @Arg('type', () => QuestionnaireTypeEnum, { description: 'Which questions.' })
    type: QuestionnaireType,
    @Ctx() context: RequestContext,
  ): Promise<QuestionnaireObjectType | null> {
    const id = numberedPart(contract);
    return context.loaders.part(questionnaireOf).load({ id, type });
  }
}
