import type { Reader } from '../auth/caller.js';
import type { Crm } from '../connectors/crm.js';
import type { CallOptions, SpotDraft } from '../connectors/spotdraft/types.js';
import type { Clock } from '../domain/clock.js';
import { DealdraftError, UpstreamRejectedError } from '../domain/errors.js';
import type { Log } from '../domain/log.js';
import type { UserError } from '../domain/user-error.js';
import { principalOf } from './principal.js';

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
/** How SpotDraft refuses a call of an unknown or inactive person, and much else. */
const REFUSALS: readonly (number | undefined)[] = [400, 401, 403];

export function createActingUsers(parts: {
  readonly crm: Pick<Crm, 'identify'>;
  readonly spotdraft: Pick<SpotDraft, 'findUser'>;
  readonly identities: Identities;
  readonly clock: Clock;
  readonly log: Log;
}): ActingUsers {
  const { crm, spotdraft, identities, clock, log } = parts;
  const accounts = new Map<string, { readonly account: Account; readonly untilMs: number }>();

  async function addressOf(reader: Extract<Reader, { kind: 'user' }>): Promise<string> {
    const address =
      identities.get(reader.username.toLowerCase()) ??
      reader.email ??
      (await crm.identify(principalOf(reader))).email;
    if (address !== null) return address;
    throw new SpotDraftUserError(
      'SPOTDRAFT_USER_MISSING',
      'Neither your token nor the CRM says under which e-mail address you act in SpotDraft. Ask the operator of dealdraft to enter it in IDENTITY_FILE.',
    );
  }

  function known(address: string): Account | null {
    const entry = accounts.get(address.toLowerCase());
    return entry !== undefined && entry.untilMs > clock.now().getTime() ? entry.account : null;
  }

  async function accountOf(address: string): Promise<Account> {
    const kept = known(address);
    if (kept !== null) return kept;
    const user = await spotdraft.findUser(address, { lane: 'interactive' });
    const account = user === null ? 'missing' : user.isActive ? 'active' : 'inactive';
    if (accounts.size >= MAX_ACCOUNTS) accounts.clear();
    const keptForMs = account === 'active' ? ACTIVE_FOR_MS : REFUSED_FOR_MS;
    accounts.set(address.toLowerCase(), { account, untilMs: clock.now().getTime() + keptForMs });
    return account;
  }

  /** Only after a refusal: nearly everybody who acts is in SpotDraft, and a look costs as much as an act. */
  async function explain(error: unknown, address: string): Promise<unknown> {
    const isRefusal =
      error instanceof DealdraftError &&
      error.service === 'spotdraft' &&
      REFUSALS.includes(error.status);
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
      const account = known(address);
      if (account === 'missing' || account === 'inactive') throw userError(account, address);
      try {
        return await call({ lane: 'interactive', actingEmail: address });
      } catch (error) {
        throw await explain(error, address);
      }
    },
  };
}

function userError(account: Exclude<Account, 'active'>, address: string): SpotDraftUserError {
  const otherwise =
    'If you have another address there, ask the operator of dealdraft to enter it in IDENTITY_FILE.';
  return account === 'missing'
    ? new SpotDraftUserError(
        'SPOTDRAFT_USER_MISSING',
        `SpotDraft has no user ${address}, as whom you act there. Ask your SpotDraft admin to add this address. ${otherwise}`,
      )
    : new SpotDraftUserError(
        'SPOTDRAFT_USER_INACTIVE',
        `The SpotDraft user ${address}, as whom you act there, is not active. Ask your SpotDraft admin to activate it. ${otherwise}`,
      );
}
