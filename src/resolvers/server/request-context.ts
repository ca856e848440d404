import { requireOperator, requireReader } from '../../auth/caller.js';
import type { Caller, Operator, Reader } from '../../auth/caller.js';
import { runToItsEnd } from '../../domain/request-scope.js';
import type { ContractActions } from '../../services/contracts/contract-actions.js';
import type { Services } from '../../services/create-services.js';
import type { TemplateService } from '../../services/templates/templates.js';
import { createLoaders } from './loaders.js';
import type { Loaders } from './loaders.js';
import type { OperationCost } from './operation-cost.js';

/** What resolvers get beside their arguments. One a request: its loaders remember what the caller was shown. */
export interface RequestContext {
  readonly caller: Caller;
  readonly services: Services;
  readonly loaders: Loaders;
  readonly requestId: string;
  /** The event stream that a subscription fills; null for requests with one answer. */
  readonly stream: EventStream | null;
  /** Told what the operation may cost, before it is carried out. */
  readonly onPriced: ((cost: OperationCost) => void) | undefined;
  /** @throws ForbiddenError when the caller has no view of the CRM. */
  reader(): Reader;
  /** @throws ForbiddenError when the caller may not operate dealdraft, or the CRM does not let the user in. */
  operator(): Promise<Operator>;
  /**
   * Somebody with a view of the CRM whom it lets in; asks once a request.
   * @throws ForbiddenError when the caller has no view of the CRM, or it does not let the user in.
   */
  admittedReader(): Promise<Reader>;
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

/** What a subscription and the stream that carries its events know of each other. */
export interface EventStream {
  /** Position of the last event that the client got on an earlier stream. */
  readonly lastEventId: string | null;
  /** Of the event that is being resolved; null for events without a position. */
  eventId: string | null;
  /** Up to where nothing is left to send. */
  settledId: () => string | null;
}

export interface RequestContextOptions {
  readonly caller: Caller;
  readonly services: Services;
  readonly requestId: string;
  readonly stream?: EventStream;
  readonly onPriced?: (cost: OperationCost) => void;
}

export function createRequestContext(options: RequestContextOptions): RequestContext {
  const { caller, services, requestId, stream = null } = options;
  const reader = () => requireReader(caller);
  const loaders = createLoaders(services, reader);
  let admission: Promise<void> | undefined;
  const admit = () => (admission ??= services.viewer.admit(caller));
  return {
    caller,
    services,
    loaders,
    requestId,
    stream,
    onPriced: options.onPriced,
    reader,
    operator: async () => {
      const operator = requireOperator(caller);
      await admit();
      return operator;
    },
    admittedReader: async () => {
      const admitted = reader();
      await admit();
      return admitted;
    },
    referenceData: async () => {
      await admit();
      return services.templates;
    },
    act: async (action) => {
      try {
        // A change goes on to its end, whoever still waits for it: half a change helps nobody.
        return await runToItsEnd(() => action(services.actions, reader()));
      } finally {
        loaders.clearAll();
      }
    },
  };
}
