import { z } from 'zod';
import { CONTRACT_STATUSES } from '../../domain/contract.js';
import { InputError } from '../../domain/errors.js';
import { tryParseJson } from '../../domain/well-formed.js';
import type { DealFilter } from '../../services/deals/deals.js';

const date = z.iso.date();
/** As `OpportunityFilter` of the graph has it. */
const filterShape = z.strictObject({
  search: z.string().exactOptional(),
  stageName: z.array(z.string()).exactOptional(),
  ownerId: z.string().exactOptional(),
  accountId: z.string().exactOptional(),
  isClosed: z.boolean().exactOptional(),
  closeDateFrom: date.exactOptional(),
  closeDateTo: date.exactOptional(),
  amountFrom: z.number().exactOptional(),
  amountTo: z.number().exactOptional(),
  hasContract: z.boolean().exactOptional(),
  contractStatus: z.array(z.enum(CONTRACT_STATUSES)).exactOptional(),
});

/** @throws InputError that says what is wrong. */
export function parseDealFilter(text: string): DealFilter {
  const given = tryParseJson(text);
  const parsed = filterShape.safeParse(given);
  if (parsed.success) return parsed.data;
  const faults =
    given === undefined
      ? ['It is no JSON; mind the quotes of your shell.']
      : parsed.error.issues.map(({ path, message }) =>
          path.length === 0 ? message : `${path.join('.')}: ${message}`,
        );
  throw new InputError(
    `--where is no filter of deals, such as {"stageName": ["Negotiation"], "isClosed": false}. ${faults.join('; ')}`,
  );
}
