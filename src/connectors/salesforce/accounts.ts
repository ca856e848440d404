import type { Account } from '../../domain/opportunity.js';
import type { CrmPrincipal } from '../crm.js';
import { chunk } from './chunk.js';
import type { Descriptions } from './describe.js';
import { upstreamCodeOf } from './failures.js';
import type { ReadScope } from './opportunities.js';
import { ACCOUNT_FIELDS } from './opportunity-fields.js';
import { parseAccount } from './opportunity.wire.js';
import type { RawRecord, SoqlQueries } from './query.js';
import { toReaderError } from './reader-error.js';
import { isIn, select, text } from './soql.js';
import type { UserRights } from './user-rights.js';

const IDS_PER_QUERY = 200;

/** Accounts by their id, for one reader; deals bring their own account along. */
export interface Accounts {
  /** One call per 200 ids; one more where rights are checked, or where a field is hidden from the reader. */
  get(scope: ReadScope, ids: readonly string[]): Promise<ReadonlyMap<string, Account>>;
}

export function createAccounts(parts: {
  readonly queries: SoqlQueries;
  readonly descriptions: Descriptions;
  readonly rights: UserRights;
}): Accounts {
  const { queries, descriptions, rights } = parts;

  async function rows(reader: CrmPrincipal, ids: readonly string[]): Promise<readonly RawRecord[]> {
    const read = (fields: readonly string[]) =>
      queries.rows(
        reader,
        select({ fields: [...fields], from: 'Account', where: isIn('Id', ids.map(text)) }),
      );
    try {
      return await read(ACCOUNT_FIELDS);
    } catch (error) {
      if (upstreamCodeOf(error) !== 'INVALID_FIELD') throw toReaderError(reader, error, 'accounts');
    }
    descriptions.forget(reader, 'Account');
    const visible = await descriptions.tryGet(reader, 'Account');
    return read(ACCOUNT_FIELDS.filter((name) => name === 'Id' || visible?.fields.has(name)));
  }

  return {
    async get({ reader, checkedUserId }, ids) {
      const distinct = [...new Set(ids)];
      const asked =
        checkedUserId === null
          ? distinct
          : await rights
              .readable(checkedUserId, distinct)
              .then((readable) => distinct.filter((id) => readable.has(id)));
      const found = new Map<string, Account>();
      for (const part of chunk(asked, IDS_PER_QUERY)) {
        for (const record of await rows(reader, part)) {
          const account = parseAccount(record);
          found.set(account.id, account);
        }
      }
      return found;
    },
  };
}
