import { Cost } from '../../schema/cost.js';
import { Arg, Ctx, Mutation, Query, Resolver } from '../../schema/decorators.js';
import {
  PauseRepairsInput,
  RepairPayload,
  StartBackfillInput,
  StartRepairInput,
  SystemHealthType,
} from '../../schema/health.js';
import { createRepairService } from '../../services/health/repairs.js';
import { createSystemHealthService } from '../../services/health/system-health.js';
import type { RequestContext } from '../server/request-context.js';

/** Each method asks for the operator first. */
@Resolver()
export class HealthResolver {
  @Cost({ entries: 3 })
  @Query(() => [SystemHealthType], {
    description:
      'How SpotDraft, Salesforce and the archive did in the last minutes. For the role `admin`.',
  })
  async systemHealth(@Ctx() context: RequestContext): Promise<readonly SystemHealthType[]> {
    const operator = await context.operator();
    return context.services.of(createSystemHealthService).all(operator);
  }

  @Mutation(() => RepairPayload, {
    description:
      'Has a repair pass begin within seconds; `syncProgress` and the own log tell of it. For the role `admin`.',
  })
  async startRepair(
    @Arg('input', () => StartRepairInput, {
      nullable: true,
      description: 'What it compares; what changed lately without it.',
    })
    input: StartRepairInput | null,
    @Ctx() context: RequestContext,
  ): Promise<RepairPayload> {
    const operator = await context.operator();
    const pass = input?.everything === true ? 'EVERYTHING' : 'CHANGED';
    return context.services.of(createRepairService).ask(operator, pass);
  }

  @Mutation(() => RepairPayload, {
    description:
      'Has a backfill begin within seconds, or one that was interrupted go on; refused while one is under way. `syncProgress` and the own log tell of it. For the role `admin`.',
  })
  async startBackfill(
    @Arg('input', () => StartBackfillInput, {
      nullable: true,
      description: 'How it begins; where one stopped without it.',
    })
    input: StartBackfillInput | null,
    @Ctx() context: RequestContext,
  ): Promise<RepairPayload> {
    const operator = await context.operator();
    const restart = input?.restart ?? false;
    return context.services.of(createRepairService).backfill(operator, { restart });
  }

  @Mutation(() => RepairPayload, {
    description:
      'Stops repair passes until they are resumed, also one that runs. For the role `admin`.',
  })
  async pauseRepairs(
    @Arg('input', () => PauseRepairsInput, { description: 'Whether they are paused.' })
    { paused }: PauseRepairsInput,
    @Ctx() context: RequestContext,
  ): Promise<RepairPayload> {
    const operator = await context.operator();
    return context.services.of(createRepairService).pause(operator, paused);
  }
}
