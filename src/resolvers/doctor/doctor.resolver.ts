import type { CheckState } from '../../domain/doctor-check.js';
import { Cost } from '../../schema/cost.js';
import { Ctx, Query, Resolver } from '../../schema/decorators.js';
import { DoctorCheckType } from '../../schema/doctor.js';
import type { DoctorState } from '../../schema/doctor.js';
import type { RequestContext } from '../server/request-context.js';

const STATES: Readonly<Record<CheckState, DoctorState>> = { ok: 'OK', warn: 'WARN', fail: 'FAIL' };

@Resolver()
export class DoctorResolver {
  @Cost({ spotdraft: 20, salesforce: 15, entries: 60 })
  @Query(() => [DoctorCheckType], {
    description:
      'Checks everything that differs from workspace to workspace, in both systems; takes seconds, and changes nothing. For the role `admin`.',
  })
  async doctor(@Ctx() context: RequestContext): Promise<readonly DoctorCheckType[]> {
    await context.operator();
    const checks = await context.services.doctor();
    return checks.map((check) => ({ ...check, state: STATES[check.state] }));
  }
}
