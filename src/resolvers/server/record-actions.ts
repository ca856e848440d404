import { defaultFieldResolver } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import type { NewActivity } from '../../domain/activity.js';
import { currentCause, newCause, runBecauseOf } from '../../domain/cause.js';
import { toContractId } from '../../domain/contract-id.js';
import { DealdraftError } from '../../domain/errors.js';
import { toOpportunityId } from '../../domain/opportunity-id.js';
import type { RequestContext } from './request-context.js';

/** Has every mutation of the schema recorded, each once, however it ends: by its name, without what was said in it. */
export function recordActions(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const resolve = field.resolve ?? defaultFieldResolver;
    field.resolve = async (source, args: unknown, context: RequestContext, info) => {
      const startedAtMs = performance.now();
      const subject = subjectOf(args);
      const tell = (ending: Pick<NewActivity, 'outcome' | 'failed' | 'error' | 'told'>) => {
        context.services.record({
          kind: 'USER_ACTION',
          operation: field.name,
          durationMs: Math.round(performance.now() - startedAtMs),
          ...ending,
        });
      };
      return runBecauseOf({ ...(currentCause() ?? newCause()), ...subject }, async () => {
        try {
          const payload: unknown = await resolve(source, args, context, info);
          tell(endingOf(payload));
          return payload;
        } catch (error) {
          const told = error instanceof DealdraftError ? error.code : 'INTERNAL_SERVER_ERROR';
          const words = error instanceof DealdraftError ? `${told}: ${error.message}` : told;
          tell({ outcome: 'failed', failed: true, error: words, told });
          throw error;
        }
      });
    };
  }
}

function subjectOf(args: unknown): Pick<NewActivity, 'contractId' | 'opportunityId'> {
  const input = memberOf(args, 'input');
  return {
    contractId: idIn(memberOf(input, 'contractId'), toContractId),
    opportunityId: idIn(memberOf(input, 'opportunityId'), toOpportunityId),
  };
}

/** What was refused is told by its codes: the messages may repeat what the caller wrote. */
function endingOf(
  payload: unknown,
): Pick<NewActivity, 'outcome' | 'failed' | 'error' | 'told'> &
  Pick<Partial<NewActivity>, 'contractId'> {
  const errors = memberOf(payload, 'userErrors');
  const made = idIn(memberOf(memberOf(payload, 'contract'), 'id'), toContractId);
  const subject = made === null ? {} : { contractId: made };
  if (!Array.isArray(errors) || errors.length === 0) return { outcome: 'done', ...subject };
  const codes = [...new Set(errors.map((error) => String(memberOf(error, 'code'))))].join(', ');
  return { outcome: 'refused', failed: true, error: codes, told: codes, ...subject };
}

function idIn<Id>(value: unknown, parse: (text: string) => Id | null): Id | null {
  return typeof value === 'string' ? parse(value) : null;
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
