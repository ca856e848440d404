import type { ContractSearch, SearchCondition } from '../../domain/contract-search.js';
import type { CallOptions } from './call.js';
import type { CapabilityParts } from './capability.js';
import { createContractRows } from './contract-rows.js';
import type { ContractListPage } from './contracts.js';
import { filled } from './filled.js';
import { hasMore, pageWire } from './pages.js';
import type { PageNumber } from './pages.js';
import type { RequestOf } from './request.js';

export interface ContractSearches {
  /** One page of the workspace's contracts that fit. SpotDraft promises no order. */
  searchContracts(
    search: ContractSearch,
    page: PageNumber,
    options: CallOptions,
  ): Promise<ContractListPage>;
}

type ListQuery = NonNullable<RequestOf<'GET /contracts/'>['query']>;

export function createContractSearch(parts: CapabilityParts): ContractSearches {
  const rows = createContractRows(parts);
  return {
    async searchContracts({ text, conditions }, page, options) {
      const answer = await parts.caller.call('GET /contracts/', {
        query: { ...page, query: filled(text), ...parametersOf(conditions) },
        answer: pageWire,
        options,
      });
      return {
        contracts: await rows.resolve(rows.parse(answer.results), options),
        total: answer.total_results,
        hasMore: hasMore(answer, page),
      };
    },
  };
}

/** `filter__contract_type_id[$gte]`: the conformance test holds the name of every one against the specification. */
function parametersOf(conditions: readonly SearchCondition[]): ListQuery {
  return Object.fromEntries(
    conditions.map(({ field, operator, values }) => [
      `filter__${snakeCase(field)}[$${operator}]`,
      operator === 'in' ? values.map(escapeCommas).join(',') : values[0],
    ]),
  );
}

function escapeCommas(value: string): string {
  return value.replaceAll(',', '\\,');
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
