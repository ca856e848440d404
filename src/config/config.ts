import type { AuthOrg } from './auth-org.js';
import type { ApiKeyConfig, LogLevel, VariableName } from './environment.js';
import { nearMisses } from './near-misses.js';
import { certificateOf } from './pem.js';
import { namedVariable, readEnvironment, readVariable } from './read-environment.js';
import type { SalesforceAuth } from '../domain/salesforce-auth.js';
import { isSecure } from '../domain/secure-url.js';
import type { Validity } from '../domain/validity.js';
import { ConfigError } from '../domain/errors.js';

export { ENVIRONMENT, LOG_LEVELS } from './environment.js';

/** Everything dealdraft reads from its environment, parsed once. Frozen; secrets are in it, so it is never logged. */
export interface Config {
  readonly spotdraft: {
    /** Bare origin, no trailing slash. */
    readonly baseUrl: string;
    readonly clientId: string;
    readonly clientSecret: string;
    /** Base64 keys accepted on deliveries; empty = fetched from the API and kept in the store. */
    readonly hmacKeys: readonly string[];
    /** Calls in any one second, all processes of one store together. */
    readonly rateLimitPerSecond: number;
  };
  readonly salesforce: {
    readonly loginUrl: string;
    readonly auth: SalesforceAuth;
    readonly apiVersion: string;
    readonly defaultCurrency: string | null;
  };
  /** Of keys that came with their certificate, when that is good; null where only the key is known. */
  readonly certificates: {
    /** Of SALESFORCE_PRIVATE_KEY. */
    readonly salesforce: Validity | null;
    /** Of AUTH_PUBLIC_KEY. */
    readonly callers: Validity | null;
  };
  readonly storeUrl: string;
  readonly mappingFile: { readonly path: string; readonly explicit: boolean };
  /** Where executed documents are kept. A file that is not there is no mistake unless it was asked for. */
  readonly archiveFile: { readonly path: string; readonly explicit: boolean };
  /** What a file of settings means by `${NAME}`. */
  readonly variable: (name: string) => ReturnType<typeof namedVariable>;
  /** Table of the people whose SpotDraft address is not the one that the CRM has; null = there are none. */
  readonly identityFile: string | null;
  readonly http: {
    readonly host: string;
    readonly port: number;
    /** Null = `http://host:port` of what the server really listens on. */
    readonly publicUrl: string | null;
    /** Whether the demo's page is served at `/`. */
    readonly ui: boolean;
    /** Whether the graph is a subgraph of Apollo Federation 2. */
    readonly federation: boolean;
    /** Exact origins whose pages may call GraphQL with a token; empty = none. */
    readonly corsOrigins: readonly string[];
    /** Operations that clients may name by their hash; null = there is no file of them. */
    readonly persistedOperations: { readonly path: string; readonly only: boolean } | null;
    /** Where `dealdraft worker` tells of itself; null for nowhere. */
    readonly metricsPort: number | null;
  };
  readonly callers: {
    readonly jwt: {
      readonly key: { readonly jwksUrl: string } | { readonly publicKeyPem: string };
      readonly issuer: string | null;
      readonly audience: string | null;
    } | null;
    /** Orgs that sign tokens of their own users, and whom these have to be meant for. */
    readonly orgs: { readonly keys: readonly AuthOrg[]; readonly audience: string } | null;
    readonly apiKeys: readonly ApiKeyConfig[];
  };
  /** People signing in with their browser; null = nobody can. */
  readonly signIn: {
    /** The OpenID provider. */
    readonly providerUrl: string;
    readonly clientId: string;
    /** Null = PKCE alone. */
    readonly clientSecret: string | null;
    /** CRM user names that get the role `admin`. */
    readonly admins: readonly string[];
  } | null;
  /** The largest document that is taken in. */
  readonly uploadMaxBytes: number;
  /** From one sweep over changed deals to the next; 0 for never. */
  readonly automationEveryMs: number;
  /** Time between the starts of two repair passes; 0 for none. */
  readonly reconcile: { readonly sweepEveryMs: number; readonly deepEveryMs: number };
  /** Age from which applied and ignored deliveries are pruned; 0 for never. */
  readonly keepDeliveriesMs: number;
  /** The own log: age from which rows are deleted (0: there is none), and how many are kept. */
  readonly activity: { readonly keepMs: number; readonly maxRows: number };
  /** Whether a store that was emptied while we run is filled by a backfill without being asked. */
  readonly rebuildsEmptiedStore: boolean;
  /** Where traces go, without a slash at the end; null where nobody collects them. */
  readonly tracesEndpoint: string | null;
  readonly logLevel: LogLevel;
  /** What is set and read by nobody, though it looks as if it were meant for us. */
  readonly warnings: readonly string[];
}

/** What a command needs that works on the store alone. */
export type StoreConfig = Pick<Config, 'storeUrl' | 'logLevel' | 'warnings'>;

/** @throws ConfigError that names every wrong variable of these. */
export function loadStoreConfig(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): StoreConfig {
  const { read, problems } = readEnvironment(environment, {});
  const warnings = nearMisses(environment);
  const config = {
    storeUrl: read('STORE_URL') ?? '',
    logLevel: read('LOG_LEVEL') ?? 'info',
    warnings,
  };
  if (problems.length > 0) throw new ConfigError([...problems, ...warnings]);
  return deepFreeze(config);
}

const REGION_ORIGINS = {
  in: 'https://api.in.spotdraft.com',
  us: 'https://api.us.spotdraft.com',
  eu: 'https://api.eu.spotdraft.com',
  me: 'https://api.me.spotdraft.com',
} as const;

/**
 * Parses the environment.
 * @param options what a command's options say instead of a variable
 * @throws ConfigError that names every wrong or missing variable at once.
 */
export function loadConfig(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  options: Readonly<Partial<Record<VariableName, string>>> = {},
): Config {
  const { config, problems } = readConfig(environment, options);
  // A slip in a name is most often why something else is missing.
  if (problems.length > 0) throw new ConfigError([...problems, ...config.warnings]);
  return config;
}

/**
 * The same for whoever judges each part by itself: `problems` begin with the variable's name, and what is built of a variable that
 * has one must not be used.
 */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  options: Readonly<Partial<Record<VariableName, string>>> = {},
): { readonly config: Config; readonly problems: readonly string[] } {
  const { read, need, isGiven, failed, problems } = readEnvironment(environment, options);

  const baseUrl = read('SPOTDRAFT_BASE_URL');
  const region = read('SPOTDRAFT_REGION');
  const regionOrigin = region === undefined ? undefined : REGION_ORIGINS[region];
  if (
    baseUrl === undefined &&
    region === undefined &&
    !failed.has('SPOTDRAFT_BASE_URL') &&
    !failed.has('SPOTDRAFT_REGION')
  ) {
    problems.push('SPOTDRAFT_REGION: is missing (in, us, eu or me; or give SPOTDRAFT_BASE_URL).');
  }
  if (baseUrl !== undefined && regionOrigin !== undefined && baseUrl !== regionOrigin) {
    problems.push(
      `SPOTDRAFT_BASE_URL: does not belong to SPOTDRAFT_REGION; give only one of them.`,
    );
  }
  const spotdraft = {
    baseUrl: baseUrl ?? regionOrigin ?? '',
    clientId: need('SPOTDRAFT_CLIENT_ID') ?? '',
    clientSecret: need('SPOTDRAFT_CLIENT_SECRET') ?? '',
    hmacKeys: read('SPOTDRAFT_HMAC_KEY') ?? [],
    rateLimitPerSecond: read('SPOTDRAFT_RATE_LIMIT') ?? 0,
  };

  const clientId = need('SALESFORCE_CLIENT_ID') ?? '';
  const username = read('SALESFORCE_USERNAME');
  const privateKeyPem = read('SALESFORCE_PRIVATE_KEY');
  const clientSecret = read('SALESFORCE_CLIENT_SECRET');
  let auth: SalesforceAuth = {
    kind: 'client_credentials',
    clientId,
    clientSecret: clientSecret ?? '',
  };
  if (username !== undefined && privateKeyPem !== undefined) {
    auth = { kind: 'jwt', clientId, username, privateKeyPem };
  } else if (
    username !== undefined ||
    privateKeyPem !== undefined ||
    failed.has('SALESFORCE_PRIVATE_KEY')
  ) {
    const missing = username === undefined ? 'SALESFORCE_USERNAME' : 'SALESFORCE_PRIVATE_KEY';
    if (!failed.has(missing))
      problems.push(
        `${missing}: is missing (the JWT bearer flow needs SALESFORCE_USERNAME and SALESFORCE_PRIVATE_KEY; for the client credentials flow set neither of them).`,
      );
  } else if (clientSecret === undefined && !failed.has('SALESFORCE_CLIENT_SECRET')) {
    problems.push(
      'SALESFORCE_PRIVATE_KEY: is missing (give SALESFORCE_USERNAME and SALESFORCE_PRIVATE_KEY, or SALESFORCE_CLIENT_SECRET).',
    );
  }

  const jwksUrl = read('AUTH_JWKS_URL');
  const publicKeyPem = read('AUTH_PUBLIC_KEY');
  if (jwksUrl !== undefined && publicKeyPem !== undefined) {
    problems.push('AUTH_PUBLIC_KEY: give either AUTH_JWKS_URL or AUTH_PUBLIC_KEY, not both.');
  }
  const key =
    jwksUrl !== undefined ? { jwksUrl } : publicKeyPem !== undefined ? { publicKeyPem } : null;
  const issuer = read('AUTH_ISSUER') ?? null;
  const audience = read('AUTH_AUDIENCE') ?? null;

  const orgKeys = read('AUTH_ORGS') ?? [];
  if (orgKeys.length > 0 && audience === null && !failed.has('AUTH_AUDIENCE')) {
    problems.push(
      'AUTH_AUDIENCE: is missing (with AUTH_ORGS every token has to say that it is meant for this server).',
    );
  }
  const orgs = orgKeys.length === 0 ? null : { keys: orgKeys, audience: audience ?? '' };

  const apiKeys = read('API_KEYS') ?? [];
  for (const [index, { name, sha256 }] of apiKeys.entries()) {
    if (apiKeys.findIndex((other) => other.name === name) !== index) {
      problems.push(`API_KEYS: the name "${name}" stands twice.`);
    }
    const first = apiKeys.find((other) => other.sha256 === sha256);
    if (first !== undefined && first.name !== name) {
      problems.push(`API_KEYS: "${first.name}" and "${name}" are the same key; make one for each.`);
    }
  }

  const loginUrl = read('SALESFORCE_LOGIN_URL') ?? '';
  const publicUrl = read('PUBLIC_URL') ?? null;
  const signInClientId = read('SIGNIN_CLIENT_ID');
  const signInClientSecret = read('SIGNIN_CLIENT_SECRET') ?? null;
  const admins = read('SIGNIN_ADMINS') ?? [];
  if (signInClientId === undefined && !failed.has('SIGNIN_CLIENT_ID')) {
    if (signInClientSecret !== null || admins.length > 0)
      problems.push(
        'SIGNIN_CLIENT_ID: is missing (SIGNIN_CLIENT_SECRET or SIGNIN_ADMINS is given).',
      );
  } else if (publicUrl !== null && !isSecure(new URL(publicUrl))) {
    problems.push('PUBLIC_URL: must start with https:// where people sign in (SIGNIN_CLIENT_ID).');
  }

  const ui = read('UI') === 'on';
  if (ui && signInClientId === undefined && !failed.has('SIGNIN_CLIENT_ID'))
    problems.push(
      'UI: needs SIGNIN_CLIENT_ID, since people sign in to the page; set it, or UI=off.',
    );

  const persistedFile = read('PERSISTED_OPERATIONS_FILE');
  const persistedOnly = read('PERSISTED_ONLY') === 'true';
  const federation = read('FEDERATION') === 'on';
  if (federation && persistedOnly)
    problems.push(
      'FEDERATION: does not go together with PERSISTED_ONLY=true, since a gateway sends operations of its own making.',
    );
  if (persistedOnly && persistedFile === undefined && !failed.has('PERSISTED_OPERATIONS_FILE'))
    problems.push(
      'PERSISTED_OPERATIONS_FILE: is missing (PERSISTED_ONLY=true allows nothing without it).',
    );

  const certificate = (name: 'SALESFORCE_PRIVATE_KEY' | 'AUTH_PUBLIC_KEY') => {
    const found = readVariable(environment, name);
    if (failed.has(name) || !('text' in found) || found.text === undefined) return null;
    return certificateOf(name === 'AUTH_PUBLIC_KEY' ? 'public' : 'private', found.text);
  };

  const config: Config = {
    spotdraft,
    salesforce: {
      loginUrl,
      auth,
      apiVersion: read('SALESFORCE_API_VERSION') ?? '',
      defaultCurrency: read('SALESFORCE_DEFAULT_CURRENCY') ?? null,
    },
    certificates: {
      salesforce: certificate('SALESFORCE_PRIVATE_KEY'),
      callers: certificate('AUTH_PUBLIC_KEY'),
    },
    storeUrl: read('STORE_URL') ?? '',
    mappingFile: {
      path: read('MAPPING_FILE') ?? '',
      explicit: isGiven('MAPPING_FILE') || isGiven('MAPPING_FILE_FILE'),
    },
    archiveFile: {
      path: read('ARCHIVE_FILE') ?? '',
      explicit: isGiven('ARCHIVE_FILE') || isGiven('ARCHIVE_FILE_FILE'),
    },
    variable: (name) => namedVariable(environment, name),
    identityFile: read('IDENTITY_FILE') ?? null,
    http: {
      host: read('HOST') ?? '',
      port: read('PORT') ?? 0,
      publicUrl,
      ui,
      federation,
      corsOrigins: read('CORS_ORIGINS') ?? [],
      persistedOperations:
        persistedFile === undefined ? null : { path: persistedFile, only: persistedOnly },
      metricsPort: read('METRICS_PORT') ?? null,
    },
    signIn:
      signInClientId === undefined
        ? null
        : {
            providerUrl: loginUrl,
            clientId: signInClientId,
            clientSecret: signInClientSecret,
            admins,
          },
    callers: { jwt: key === null ? null : { key, issuer, audience }, orgs, apiKeys },
    uploadMaxBytes: read('UPLOAD_MAX_BYTES') ?? 0,
    automationEveryMs: (read('AUTOMATION_INTERVAL_SECONDS') ?? 0) * 1_000,
    reconcile: {
      sweepEveryMs: (read('RECONCILE_EVERY_MINUTES') ?? 0) * 60_000,
      deepEveryMs: (read('RECONCILE_DEEP_EVERY_HOURS') ?? 0) * 60 * 60_000,
    },
    keepDeliveriesMs: (read('DELIVERIES_KEEP_DAYS') ?? 0) * 24 * 60 * 60_000,
    activity: {
      keepMs: (read('ACTIVITY_KEEP_DAYS') ?? 0) * 24 * 60 * 60_000,
      maxRows: read('ACTIVITY_MAX_ROWS') ?? 0,
    },
    rebuildsEmptiedStore: read('REBUILD_EMPTIED_STORE') === 'on',
    tracesEndpoint: read('OTEL_EXPORTER_OTLP_ENDPOINT') ?? null,
    logLevel: read('LOG_LEVEL') ?? 'info',
    warnings: nearMisses(environment),
  };
  return { config: deepFreeze(config), problems };
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const member of Object.values(value)) deepFreeze(member);
    Object.freeze(value);
  }
  return value;
}
