import type { Reader } from '../../auth/caller.js';
import type { Crm } from '../../connectors/crm.js';
import type { CallOptions } from '../../connectors/spotdraft/types.js';
import type { Users } from '../../connectors/spotdraft/users.js';
import type { Clock } from '../../domain/clock.js';
import { ExpiringCache } from '../../domain/expiring-cache.js';
import {
  DealdraftError,
  ForbiddenError,
  UpstreamAuthError,
  UpstreamRejectedError,
} from '../../domain/errors.js';
import type { Log } from '../../domain/log.js';
import type { UserError } from '../../domain/user-error.js';
import { principalOf } from './principal.js';
import { said } from '../../domain/said.js';

/** SpotDraft e-mail addresses by CRM user names in lower case, of people for whom the CRM has another address. */
export type Identities = ReadonlyMap<string, string>;

/** SpotDraft calls that are a person's own act: SpotDraft applies and records that person. */
export interface ActingUsers {
  /**
   * Makes the call as the reader: under the address of the identity table, else that of their token, else the CRM's.
   * @throws SpotDraftUserError when nobody active has that address in SpotDraft.
   */
  act<T>(reader: Reader, call: (options: CallOptions) => Promise<T>): Promise<T>;
}

/** SpotDraft refuses whatever a person does, since it does not know them; a user error of the request. */
export class SpotDraftUserError extends UpstreamRejectedError {
  readonly userErrorCode: Extract<
    UserError['code'],
    'SPOTDRAFT_USER_MISSING' | 'SPOTDRAFT_USER_INACTIVE'
  >;

  constructor(userErrorCode: SpotDraftUserError['userErrorCode'], message: string) {
    super(message, { service: 'spotdraft' });
    this.userErrorCode = userErrorCode;
  }
}

type Account = 'active' | 'inactive' | 'missing';

/** Of SpotDraft's ten calls a second, looking people up takes one in so long a time for each person. */
const ACTIVE_FOR_MS = 5 * 60_000;
/** Shorter, because somebody is waiting for an admin to add them. */
const REFUSED_FOR_MS = 60_000;
const MAX_ACCOUNTS = 1_000;
/** How SpotDraft itself refuses a call of an unknown or inactive person, and much else. */
const REFUSALS = [UpstreamRejectedError, UpstreamAuthError, ForbiddenError];
const REFUSAL_STATUSES: readonly (number | undefined)[] = [400, 401, 403];

export function createActingUsers(parts: {
  readonly crm: Pick<Crm, 'identify'>;
  readonly spotdraft: Pick<Users, 'findUser'>;
  readonly identities: Identities;
  readonly clock: Clock;
  readonly log: Log;
}): ActingUsers {
  const { crm, spotdraft, identities, clock, log } = parts;
  const accounts = new ExpiringCache<Account>({ clock, maxEntries: MAX_ACCOUNTS });

  async function addressOf(reader: Extract<Reader, { kind: 'user' }>): Promise<string> {
    const address =
      identities.get(reader.username.toLowerCase()) ??
      reader.email ??
      (await crm.identify(principalOf(reader))).email;
    if (address !== null) return address;
    throw new SpotDraftUserError(
      'SPOTDRAFT_USER_MISSING',
      said`Neither your token nor the CRM says under which e-mail address you act in SpotDraft. Ask the operator of dealdraft to enter it in IDENTITY_FILE.`,
    );
  }

  function accountOf(address: string): Promise<Account> {
    return accounts.fill(address.toLowerCase(), () => lookUp(address), {
      ttlMs: (account) => (account === 'active' ? ACTIVE_FOR_MS : REFUSED_FOR_MS),
    });
  }

  async function lookUp(address: string): Promise<Account> {
    const user = await spotdraft.findUser(address, { lane: 'interactive' });
    return user === null ? 'missing' : user.isActive ? 'active' : 'inactive';
  }

  /** Only after a refusal: nearly everybody who acts is in SpotDraft, and a look costs as much as an act. */
  async function explain(error: unknown, address: string): Promise<unknown> {
    const isRefusal =
      error instanceof DealdraftError &&
      REFUSALS.some((refusal) => error instanceof refusal) &&
      error.service === 'spotdraft' &&
      REFUSAL_STATUSES.includes(error.status);
    if (!isRefusal) return error;
    try {
      const account = await accountOf(address);
      return account === 'active' ? error : userError(account, address);
    } catch (failure) {
      log.warn({ err: failure }, 'could not look up whether a person is in SpotDraft');
      return error;
    }
  }

  return {
    async act(reader, call) {
      if (reader.kind === 'integration') return call({ lane: 'interactive' });
      const address = await addressOf(reader);
      const account = accounts.get(address.toLowerCase());
      if (account === 'missing' || account === 'inactive') throw userError(account, address);
      try {
        return await call({ lane: 'interactive', actingEmail: address });
      } catch (error) {
        throw await explain(error, address);
      }
    },
  };
}

/** Asks as the reader, where what is shown depends on who asks. @throws ForbiddenError when SpotDraft does not know them. */
export async function askAs<T>(
  actingUsers: ActingUsers,
  reader: Reader,
  call: (options: CallOptions) => Promise<T>,
): Promise<T> {
  try {
    return await actingUsers.act(reader, call);
  } catch (error) {
    if (!(error instanceof SpotDraftUserError)) throw error;
    throw new ForbiddenError(error.message, { service: 'spotdraft', cause: error });
  }
}

function userError(account: Exclude<Account, 'active'>, address: string): SpotDraftUserError {
  const otherwise = said`If you have another address there, ask the operator of dealdraft to enter it in IDENTITY_FILE.`;
  return account === 'missing'
    ? new SpotDraftUserError(
        'SPOTDRAFT_USER_MISSING',
        said`SpotDraft has no user ${address}, as whom you act there. Ask your SpotDraft admin to add this address. ${otherwise}`,
      )
    : new SpotDraftUserError(
        'SPOTDRAFT_USER_INACTIVE',
        said`The SpotDraft user ${address}, as whom you act there, is not active. Ask your SpotDraft admin to activate it. ${otherwise}`,
      );
}
