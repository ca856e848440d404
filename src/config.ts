import { readFileSync } from 'node:fs';
import type { AuthOrg } from './config/auth-org.js';
import { ENVIRONMENT } from './config/environment.js';
import type {
  ApiKeyConfig,
  LogLevel,
  Variable,
  VariableName,
  VariableValue,
} from './config/environment.js';
import { isSecure } from './config/url.js';
import { ConfigError } from './domain/errors.js';

export { ENVIRONMENT, LOG_LEVELS } from './config/environment.js';

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
  readonly storeUrl: string;
  readonly mappingFile: { readonly path: string; readonly explicit: boolean };
  /** Table of the people whose SpotDraft address is not the one that the CRM has; null = there are none. */
  readonly identityFile: string | null;
  readonly http: {
    readonly host: string;
    readonly port: number;
    /** Null = `http://host:port` of what the server really listens on. */
    readonly publicUrl: string | null;
    /** Whether the demo's page is served at `/`. */
    readonly ui: boolean;
    /** Exact origins whose pages may call GraphQL with a token; empty = none. */
    readonly corsOrigins: readonly string[];
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
  /** Time between the starts of two repair passes; 0 for none. */
  readonly reconcile: { readonly sweepEveryMs: number; readonly deepEveryMs: number };
  /** Age from which applied and ignored deliveries are pruned; 0 for never. */
  readonly keepDeliveriesMs: number;
  readonly logLevel: LogLevel;
}

export type SalesforceAuth =
  | {
      readonly kind: 'jwt';
      readonly clientId: string;
      readonly username: string;
      readonly privateKeyPem: string;
    }
  | {
      readonly kind: 'client_credentials';
      readonly clientId: string;
      readonly clientSecret: string;
    };

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
  const problems: string[] = [];
  const failed = new Set<VariableName>();

  const isGiven = (name: string) => (environment[name]?.trim() ?? '') !== '';

  const textOf = (name: VariableName): string | undefined => {
    if (options[name] !== undefined) return options[name];
    // Blanks around a value come from copying; none of our values has any of its own.
    const direct = environment[name]?.trim();
    const path = environment[`${name}_FILE`]?.trim();
    if (path === undefined || path === '') return direct === '' ? undefined : direct;
    if (direct !== undefined && direct !== '') {
      problems.push(`${name}: give either ${name} or ${name}_FILE, not both.`);
      failed.add(name);
      return undefined;
    }
    try {
      const content = readFileSync(path, 'utf8').trim();
      if (content !== '') return content;
      problems.push(`${name}_FILE: ${path} is empty.`);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
      problems.push(`${name}_FILE: can't read ${path} (${code}).`);
    }
    failed.add(name);
    return undefined;
  };

  const read = <N extends VariableName>(name: N): VariableValue<N> | undefined => {
    const { schema, defaultText }: Variable<unknown> = ENVIRONMENT[name];
    const value = textOf(name) ?? (failed.has(name) ? undefined : defaultText);
    if (value === undefined) return undefined;
    const result = schema.safeParse(value);
    if (result.success) return result.data as VariableValue<N>;
    failed.add(name);
    const messages = new Set(result.error.issues.map((issue) => issue.message));
    problems.push(...[...messages].map((message) => `${name}: ${message}.`));
    return undefined;
  };

  const need = <N extends VariableName>(
    name: N,
    why = ENVIRONMENT[name].meaning,
  ): VariableValue<N> | undefined => {
    const value = read(name);
    if (value === undefined && !failed.has(name)) problems.push(`${name}: is missing (${why}).`);
    return value;
  };

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

  const config: Config = {
    spotdraft,
    salesforce: {
      loginUrl,
      auth,
      apiVersion: read('SALESFORCE_API_VERSION') ?? '',
      defaultCurrency: read('SALESFORCE_DEFAULT_CURRENCY') ?? null,
    },
    storeUrl: read('STORE_URL') ?? '',
    mappingFile: {
      path: read('MAPPING_FILE') ?? '',
      explicit: isGiven('MAPPING_FILE') || isGiven('MAPPING_FILE_FILE'),
    },
    identityFile: read('IDENTITY_FILE') ?? null,
    http: {
      host: read('HOST') ?? '',
      port: read('PORT') ?? 0,
      publicUrl,
      ui,
      corsOrigins: read('CORS_ORIGINS') ?? [],
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
    reconcile: {
      sweepEveryMs: (read('RECONCILE_EVERY_MINUTES') ?? 0) * 60_000,
      deepEveryMs: (read('RECONCILE_DEEP_EVERY_HOURS') ?? 0) * 60 * 60_000,
    },
    keepDeliveriesMs: (read('DELIVERIES_KEEP_DAYS') ?? 0) * 24 * 60 * 60_000,
    logLevel: read('LOG_LEVEL') ?? 'info',
  };
  if (problems.length > 0) throw new ConfigError(problems);
  return deepFreeze(config);
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const member of Object.values(value)) deepFreeze(member);
    Object.freeze(value);
  }
  return value;
}
