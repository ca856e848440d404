import type { FastifyRequest } from 'fastify';
import type { Authenticate } from '../auth/authenticate.js';
import { requireReader } from '../auth/caller.js';
import { toContractId } from '../domain/contract-id.js';
import { ForbiddenError } from '../domain/errors.js';
import type { Services } from '../services/create-services.js';
import { credentialsOf } from './credentials-of.js';

interface Parts {
  readonly authenticate: Authenticate;
  readonly services: Pick<Services, 'contracts'>;
  readonly publicUrl: () => string;
}

/** For routes that have nothing to say of a contract but "it is yours". */
export function createContractCheck({ authenticate, services, publicUrl }: Parts) {
  return async (request: FastifyRequest, contractId: string): Promise<boolean> => {
    const authentication = await authenticate(credentialsOf(request, publicUrl(), 'call'));
    if (!authentication.ok) return false;
    const id = toContractId(contractId);
    if (id === null) return false;
    try {
      const visible = await services.contracts.get(requireReader(authentication.caller), [id]);
      return visible.has(id);
    } catch (error) {
      if (error instanceof ForbiddenError) return false;
      throw error;
    }
  };
}
