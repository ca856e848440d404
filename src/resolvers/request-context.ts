import { requireOperator, requireReader } from '../auth/caller.js';
import type { Caller, Operator, Reader } from '../auth/caller.js';
import type { ContractActions, Services, TemplateService } from '../services/services.js';
import { createLoaders } from './loaders.js';
import type { Loaders } from './loaders.js';

/** What resolvers get beside their arguments. One a request: its loaders remember what the caller was shown. */
export interface RequestContext {
  readonly caller: Caller;
  readonly services: Services;
  readonly loaders: Loaders;
  readonly requestId: string;
  /** @throws ForbiddenError when the caller has no view of the CRM. */
  reader(): Reader;
  /** @throws ForbiddenError when the caller may not operate dealdraft, or the CRM does not let the user in. */
  operator(): Promise<Operator>;
  /** Templates, once the caller is admitted to reference data; asks once a request. */
  referenceData(): Promise<TemplateService>;
  /**
   * Runs an action as the caller. Whatever its outcome, what was loaded before may be stale afterwards, so the
   * loaders forget it.
   */
  act<Result>(
    action: (actions: ContractActions, reader: Reader) => Promise<Result>,
  ): Promise<Result>;
}

export interface RequestContextOptions {
  readonly caller: Caller;
  readonly services: Services;
  readonly requestId: string;
}

export function createRequestContext(options: RequestContextOptions): RequestContext {
  const { caller, services, requestId } = options;
  const reader = () => requireReader(caller);
  const loaders = createLoaders(services, reader);
  let admission: Promise<void> | undefined;
  const admit = () => (admission ??= services.viewer.admit(caller));
  return {
    caller,
    services,
    loaders,
    requestId,
    reader,
    operator: async () => {
      const operator = requireOperator(caller);
      await admit();
      return operator;
    },
    referenceData: async () => {
      await admit();
      return services.templates;
    },
    act: async (action) => {
      try {
        return await action(services.actions, reader());
      } finally {
        loaders.clearAll();
      }
    },
  };
}
