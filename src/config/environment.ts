import { z } from 'zod';
import { ConfigError } from '../domain/errors.js';
import { parseStoreUrl } from '../store/store-url.js';
import { authOrg } from './auth-org.js';
import { pem } from './pem.js';
import { isSecure } from '../domain/secure-url.js';
import { keySetUrl, parseUrl, SECURE_URL } from './url.js';

export interface ApiKeyConfig {
  readonly name: string;
  /** Lower-case hex SHA-256 of the key's UTF-8 bytes. */
  readonly sha256: string;
  readonly role: (typeof API_KEY_ROLES)[number];
}

export const API_KEY_ROLES = ['service', 'admin', 'user'] as const;
export const API_KEY_NAME = /^[A-Za-z0-9._-]{1,64}$/;

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const origin = z.string().transform((text, context) => {
  const url = parseUrl(text, context);
  if (url === null) return z.NEVER;
  if (!isSecure(url)) {
    context.addIssue(SECURE_URL);
    return z.NEVER;
  }
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    context.addIssue(`must be a bare origin such as ${url.origin}, without a path`);
    return z.NEVER;
  }
  return url.origin;
});

const publicOrigin = z.string().transform((text, context) => {
  const url = parseUrl(text, context);
  if (url === null) return z.NEVER;
  if (!/^https?:$/.test(url.protocol)) {
    context.addIssue('must start with https:// or http://');
    return z.NEVER;
  }
  if (url.search !== '' || url.hash !== '') {
    context.addIssue('must not carry a query or a fragment');
    return z.NEVER;
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
});

const base64 = z
  .string()
  .regex(/^[A-Za-z0-9+/]+={0,2}$/, 'must be base64, as "dealdraft webhooks key" prints it')
  .refine((key) => Buffer.from(key, 'base64').length >= 16, 'is too short for an HMAC key');

const apiKey = z.string().transform((text, context): ApiKeyConfig => {
  const match = /^([A-Za-z0-9._-]{1,64}):([0-9a-f]{64})(?::(service|admin|user))?$/.exec(
    text.trim(),
  );
  if (match?.[1] === undefined || match[2] === undefined) {
    // The entry itself is not shown: somebody may have pasted the key instead of its hash.
    context.addIssue(
      'has an entry that is not name:HASH[:role], where HASH is the lower-case hex SHA-256 of the key and role is service, admin or user',
    );
    return z.NEVER;
  }
  const role = match[3];
  return {
    name: match[1],
    sha256: match[2],
    role: role === 'admin' || role === 'user' ? role : 'service',
  };
});

const commaSeparated = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);

const nonEmpty = z.string().min(1);

const wholeNumber = (least: number, most: number) => {
  const message = `must be a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, message)
    .transform(Number)
    .refine((value) => value >= least && value <= most, message);
};

const currency = z.string().regex(/^[A-Z]{3}$/, 'must be a three-letter ISO code such as EUR');

/** The store reads it; here it is asked for what is wrong with it, so that this is named with all the rest. */
const storeUrl = z.string().superRefine((url, context) => {
  try {
    parseStoreUrl(url);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    for (const problem of error.problems)
      context.addIssue(problem.replace(/^STORE_URL:? /, '').replace(/\.$/, ''));
  }
});

/**
 * Every variable: what it means, its default, how its text is parsed. `.env.example` and the README table are held
 * against this list by a test. Any variable may be given as NAME_FILE, the path of a file that holds the value.
 */
export const ENVIRONMENT = {
  SPOTDRAFT_BASE_URL: variable(origin, 'SpotDraft API as a bare origin; or give SPOTDRAFT_REGION'),
  SPOTDRAFT_REGION: variable(
    z.enum(['in', 'us', 'eu', 'me'], 'must be in, us, eu or me'),
    'in, us, eu or me: picks the regional SpotDraft host',
  ),
  SPOTDRAFT_CLIENT_ID: variable(nonEmpty, 'SpotDraft API credential: id'),
  SPOTDRAFT_CLIENT_SECRET: variable(nonEmpty, 'SpotDraft API credential: secret'),
  SPOTDRAFT_HMAC_KEY: variable(
    commaSeparated.pipe(z.array(base64)),
    'base64 key that signs webhooks, several separated by commas; fetched and kept in the store when absent',
  ),
  SPOTDRAFT_RATE_LIMIT: variable(
    wholeNumber(1, 1000),
    'requests to SpotDraft in any one second, all processes together',
    '10',
  ),
  SALESFORCE_LOGIN_URL: variable(
    origin,
    'where Salesforce signs us in: login, test or your My Domain',
    'https://login.salesforce.com',
  ),
  SALESFORCE_CLIENT_ID: variable(nonEmpty, 'consumer key of the connected or external client app'),
  SALESFORCE_USERNAME: variable(
    nonEmpty,
    'integration user, for the JWT bearer flow (allows per-user sessions)',
  ),
  SALESFORCE_PRIVATE_KEY: variable(
    pem('private'),
    'PEM key whose certificate is uploaded to the app, for the JWT bearer flow; with the certificate below it, its end is told',
  ),
  SALESFORCE_CLIENT_SECRET: variable(nonEmpty, 'consumer secret, for the client credentials flow'),
  SALESFORCE_API_VERSION: variable(
    z.string().regex(/^\d{2,3}\.0$/, 'must look like 66.0'),
    'Salesforce REST API version',
    '66.0',
  ),
  SALESFORCE_DEFAULT_CURRENCY: variable(currency, 'ISO code for an org without multi-currency'),
  STORE_URL: variable(
    storeUrl,
    'where dealdraft keeps its index: sqlite:PATH on one machine, or redis://HOST:PORT for several',
    'sqlite:./var/dealdraft.db',
  ),
  MAPPING_FILE: variable(nonEmpty, 'the mapping file', './dealdraft.mapping.yaml'),
  ARCHIVE_FILE: variable(
    nonEmpty,
    'the archive file: where executed documents are kept; nothing is archived without it',
    './dealdraft.archive.yaml',
  ),
  IDENTITY_FILE: variable(
    nonEmpty,
    'YAML table of CRM user names and SpotDraft e-mail addresses, for people in whose case they differ',
  ),
  PORT: variable(wholeNumber(0, 65_535), 'port to listen on; 0 takes a free one', '4000'),
  HOST: variable(nonEmpty, 'address to listen on', '127.0.0.1'),
  PUBLIC_URL: variable(
    publicOrigin,
    'how browsers and SpotDraft reach this server; default http://HOST:PORT',
  ),
  UI: variable(
    z.enum(['on', 'off'], 'must be on or off'),
    'on serves the record page for browsers at /, and GraphiQL at /graphql, for which SIGNIN_CLIENT_ID is needed',
    'off',
  ),
  FEDERATION: variable(
    z.enum(['on', 'off'], 'must be on or off'),
    'on serves the graph as a subgraph of Apollo Federation 2, for a gateway to join with others',
    'off',
  ),
  CORS_ORIGINS: variable(
    commaSeparated.pipe(z.array(origin)),
    'origins whose pages may call GraphQL with a token, comma separated; none by default',
  ),
  PERSISTED_OPERATIONS_FILE: variable(
    nonEmpty,
    'JSON file of GraphQL operations that clients may name by the SHA-256 of their text',
  ),
  PERSISTED_ONLY: variable(
    z.enum(['true', 'false'], 'must be true or false'),
    'true refuses every operation that is not in PERSISTED_OPERATIONS_FILE',
    'false',
  ),
  METRICS_PORT: variable(
    wholeNumber(0, 65_535),
    'port at which `dealdraft worker` serves /healthz, /readyz and /metrics; none when absent',
  ),
  UPLOAD_MAX_BYTES: variable(
    wholeNumber(1_024, 52_428_800),
    'the largest document that is taken in, in bytes: uploads, and files of the CRM',
    '26214400',
  ),
  AUTH_JWKS_URL: variable(keySetUrl, 'key set that signs caller JWTs; or give AUTH_PUBLIC_KEY'),
  AUTH_PUBLIC_KEY: variable(pem('public'), 'PEM key that signs caller JWTs (RS256 or ES256)'),
  AUTH_ISSUER: variable(nonEmpty, 'required `iss` of caller JWTs'),
  AUTH_AUDIENCE: variable(nonEmpty, 'required `aud` of caller JWTs'),
  AUTH_ORGS: variable(
    commaSeparated.pipe(z.array(authOrg)),
    'ORGID=SOURCE, comma separated: orgs that sign tokens of their users; SOURCE = JWKS URL or PEM file',
  ),
  API_KEYS: variable(
    commaSeparated.pipe(z.array(apiKey)),
    'name:HASH[:role], comma separated; HASH = lower-case hex SHA-256 of the key, role = service, admin or user',
  ),
  SIGNIN_CLIENT_ID: variable(
    nonEmpty,
    'consumer key of the app that people sign in to with their browser; without it nobody can',
  ),
  SIGNIN_CLIENT_SECRET: variable(nonEmpty, 'its consumer secret, where the app asks for one'),
  SIGNIN_ADMINS: variable(
    commaSeparated,
    'Salesforce user names, comma separated, that get the role admin when they sign in',
  ),
  RECONCILE_EVERY_MINUTES: variable(
    wholeNumber(0, 1_440),
    'minutes between repair passes over what SpotDraft updated; 0 turns them off',
    '15',
  ),
  RECONCILE_DEEP_EVERY_HOURS: variable(
    wholeNumber(0, 720),
    'hours between repair passes that compare everything; 0 turns them off',
    '24',
  ),
  AUTOMATION_INTERVAL_SECONDS: variable(
    wholeNumber(0, 86_400),
    'seconds between looks at the deals that changed, for `automations` of the mapping file; 0 turns them off',
    '60',
  ),
  DELIVERIES_KEEP_DAYS: variable(
    wholeNumber(0, 3_650),
    'days after which applied and ignored deliveries are deleted; 0 keeps them',
    '90',
  ),
  ACTIVITY_KEEP_DAYS: variable(
    wholeNumber(0, 3650),
    'age in days from which rows of the own log are deleted; 0 keeps no log',
    '30',
  ),
  ACTIVITY_MAX_ROWS: variable(
    wholeNumber(1, 100_000_000),
    'rows of the own log that are kept, the newest; refused deliveries are counted apart',
    '1000000',
  ),
  REBUILD_EMPTIED_STORE: variable(
    z.enum(['on', 'off'], 'must be on or off'),
    'on begins a backfill by itself when the store was emptied while dealdraft runs; off says so and waits for you',
    'off',
  ),
  OTEL_EXPORTER_OTLP_ENDPOINT: variable(
    publicOrigin,
    'collector that takes OpenTelemetry traces over OTLP/HTTP, such as http://localhost:4318; none by default',
  ),
  LOG_LEVEL: variable(
    z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`),
    'fatal, error, warn, info, debug, trace or silent',
    'info',
  ),
} as const;

export interface Variable<Output> {
  readonly schema: z.ZodType<Output>;
  readonly meaning: string;
  readonly defaultText: string | undefined;
}

function variable<Output>(
  schema: z.ZodType<Output>,
  meaning: string,
  defaultText?: string,
): Variable<Output> {
  return { schema, meaning, defaultText };
}

export type VariableName = keyof typeof ENVIRONMENT;
export type VariableValue<N extends VariableName> =
  (typeof ENVIRONMENT)[N] extends Variable<infer Output> ? Output : never;
