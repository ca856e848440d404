import { overrideErrors } from './override-errors.js';
import { firstPeople } from './people-errors.js';
import { prepareContract } from './prepare-contract.js';
import type { PrepareParts } from './prepare-contract.js';
import { toFieldView } from '../templates/template-field-view.js';
import type { TemplateFieldView } from '../templates/template-field-view.js';
import type { Reader } from '../../auth/caller.js';
import type { CreateContractInput } from './contract-request.js';
import type { UserError } from '../../domain/user-error.js';
import type { DraftSource } from '../../domain/draft-source.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import type { DraftedCounterparty, DraftedSignatory } from '../../mapping/index.js';

export type { DraftedCounterparty, DraftedSignatory } from '../../mapping/index.js';

export interface DraftService {
  /** What createContract would send, and what is missing. @throws NotFoundError for the deal or the template. */
  draft(reader: Reader, input: DraftInput): Promise<DraftView>;
}

/** As createContract takes it. */
export type DraftInput = Omit<CreateContractInput, 'idempotencyKey' | 'sendToCounterparties'>;

export interface DraftView {
  readonly name: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly counterparties: readonly DraftedCounterparty[];
  readonly signatories: readonly DraftedSignatory[];
  /** Whether the mapping has it sent to the counterparties as soon as it is made. */
  readonly sendsToCounterparties: boolean;
  readonly userErrors: readonly UserError[];
  readonly opportunityId: OpportunityId;
  readonly templateId: string;
  /** IANA name of the zone whose day `$today()` is. */
  readonly timezone: string;
  /** In the template's order. */
  readonly fields: readonly DraftFieldView[];
}

export interface DraftFieldView {
  readonly field: TemplateFieldView;
  /** As it would be sent; as found where it does not fit; null when there is none. */
  readonly value: unknown;
  readonly source: DraftSource;
  /** The mapping's; null unless it has one. */
  readonly expression: string | null;
  /** What the mapping has people told instead of it. */
  readonly hint: string | null;
  /** What that expression reads of the deal, such as `Account.Name`; empty when it reads nothing. */
  readonly reads: readonly string[];
  /** Those of `userErrors` that belong to this field, in plain words. */
  readonly problems: readonly UserError[];
}

/** Stands for every field, where data as a whole is wrong. */
const ALL = Symbol('all');

export function createDraftService(parts: PrepareParts): DraftService {
  return {
    async draft(reader, input) {
      const wrong = overrideErrors(input);
      const unusable = new Set(
        wrong.filter(({ field }) => field?.[0] === 'data').map(({ field }) => field?.[1] ?? ALL),
      );
      const overrides = unusable.has(ALL)
        ? []
        : Object.entries(input.data ?? {}).filter(([key]) => !unusable.has(key));
      const prepared = await prepareContract(parts, reader, {
        opportunityId: input.opportunityId,
        templateId: input.templateId,
        overrides: Object.fromEntries(overrides),
        name: input.name ?? null,
        ...firstPeople(input),
      });
      const { name, data, drafted, setup, userErrors, template, trace } = prepared;
      const lines = new Map(trace.map((line) => [line.field, line]));
      const fields = template.fields.flatMap((field) => {
        const line = lines.get(field.name);
        if (line === undefined) return [];
        const { value, source, expression, hint, reads } = line;
        const problems = [
          ...wrong.filter((error) => error.field?.[1] === field.name),
          ...line.problems,
        ];
        return [{ field: toFieldView(field), value, source, expression, hint, reads, problems }];
      });
      return {
        name,
        data,
        ...drafted,
        sendsToCounterparties: setup.autoSend,
        userErrors: [...wrong, ...userErrors],
        opportunityId: prepared.opportunityId,
        templateId: template.id,
        timezone: prepared.timezone,
        fields,
      };
    },
  };
}
