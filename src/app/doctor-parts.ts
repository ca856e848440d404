import { createOpenIdProvider } from '../auth/openid-provider.js';
import { createAttempt } from '../auth/sign-in-attempt.js';
import type { Config } from '../config/config.js';
import { createDestination } from '../connectors/archive/create-destination.js';
import { createOutbound } from '../connectors/http/outbound.js';
import { readPeerCertificate } from '../connectors/http/peer-certificate.js';
import type { Outbound } from '../connectors/http/outbound.js';
import type {
  DoctorParts,
  DoctorSettings,
  Fetched,
  Part,
  SignInProbe,
} from '../doctor/doctor-parts.js';
import type { Clock } from '../domain/clock.js';
import type { Log } from '../domain/log.js';
import { noticeProblems } from './load-notices.js';
import { openEnds } from './warn-of-open-ends.js';

/** What the sign-in page and a health check may answer with. */
const MAX_ANSWER_BYTES = 1024 * 1024;
const SHOWN_CHARACTERS = 4_000;

/** The parts that come from the settings alone, whoever brings the others. */
export interface SettingsParts extends Pick<
  DoctorParts,
  'settings' | 'signIn' | 'fetch' | 'readCertificate' | 'noticeProblems' | 'openDestination'
> {
  close(): Promise<void>;
}

/**
 * @param problems of the variables, each beginning with its name
 * @param publicUrl null while it is not set
 * @param listensAt where the server is reached without it
 */
export function createSettingsParts(
  config: Config,
  {
    problems,
    publicUrl,
    listensAt,
    clock,
    log,
  }: {
    readonly problems: readonly string[];
    readonly publicUrl: string | null;
    readonly listensAt: string;
    readonly clock: Clock;
    readonly log: Log;
  },
): SettingsParts {
  const outbound = createOutbound({ maxAnswerBytes: MAX_ANSWER_BYTES });
  const signIn =
    config.signIn === null
      ? null
      : createSignInProbe(config, publicUrl ?? listensAt, { clock, log });
  const open = openEnds(config);
  const about = <Value>(prefix: RegExp, value: Value) => partOf(problems, prefix, value);
  const settings: DoctorSettings = {
    problems,
    warnings: config.warnings,
    openEnds: open,
    spotdraft: config.spotdraft,
    salesforce: {
      loginUrl: config.salesforce.loginUrl,
      flow: config.salesforce.auth.kind,
      defaultCurrency: config.salesforce.defaultCurrency,
    },
    storeEngine: config.storeUrl.startsWith('redis') ? 'Redis' : 'SQLite',
    mappingFile: config.mappingFile.path,
    archiveFile: config.archiveFile.path,
    identityFile: config.identityFile,
    automationEveryMs: config.automationEveryMs,
    publicUrl: about(/^PUBLIC_URL/u, publicUrl),
    callerOrgs: about(/^(AUTH_|API_KEYS|SIGNIN_)/u, [
      ...new Set((config.callers.orgs?.keys ?? []).map(({ orgId }) => orgId)),
    ]),
    signInAdmins: about(
      /^(SIGNIN_|PUBLIC_URL|SALESFORCE_LOGIN_URL)/u,
      config.signIn?.admins ?? null,
    ),
  };
  return {
    settings,
    signIn: signIn?.probe ?? null,
    noticeProblems: (rules) => noticeProblems(rules, config),
    openDestination: (where) => createDestination(where),
    fetch: (url, signal) => look(outbound, url, signal),
    readCertificate: readPeerCertificate,
    async close() {
      await Promise.all([outbound.destroy(), signIn?.close()]);
    },
  };
}

/** The value, unless a variable that it is made of can't be used. */
export function partOf<Value>(
  problems: readonly string[],
  prefix: RegExp,
  value: Value,
): Part<Value> {
  const own = problems.filter((problem) => prefix.test(problem));
  return own.length === 0 ? { value } : { problems: own, toldBy: 'configuration.environment' };
}

function createSignInProbe(
  config: Config,
  baseUrl: string,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): { readonly probe: SignInProbe; close(): Promise<void> } | null {
  const { signIn } = config;
  if (signIn === null) return null;
  const callbackUrl = `${baseUrl}/signin/callback`;
  const provider = createOpenIdProvider({ ...signIn, url: signIn.providerUrl, clock, log });
  return {
    probe: {
      callbackUrl,
      authorizationUrl: () =>
        provider.authorizationUrl(createAttempt(undefined, clock.now()), callbackUrl),
    },
    close: () => provider.close(),
  };
}

async function look(outbound: Outbound, url: URL, signal: AbortSignal): Promise<Fetched> {
  const ended = await outbound.exchange({ method: 'GET', url, headers: {}, body: null, signal });
  if (ended.kind === 'failure') return { failure: ended.cause.message };
  const location = ended.headers['location'];
  return {
    status: ended.status,
    text: ended.body.toString('utf8').slice(0, SHOWN_CHARACTERS),
    location: typeof location === 'string' ? location : null,
  };
}
