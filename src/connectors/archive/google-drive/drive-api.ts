import { importPKCS8, SignJWT } from 'jose';
import { z } from 'zod';

import type { Clock } from '../../../domain/clock.js';
import type { GoogleDriveConfig } from '../../../domain/destination-config.js';
import type { Outbound } from '../../http/outbound.js';
import { DestinationError } from '../destination.js';
import { parsedAnswer } from '../rest/parsed-answer.js';
import { createRefuse } from '../rest/refusals.js';
import { createRestClient, sendOnce } from '../rest/rest-client.js';
import type { RestAnswer, RestClient, RestRequest } from '../rest/rest-client.js';
import { createTokenSource } from '../rest/token-source.js';
import type { AccessToken } from '../rest/token-source.js';
import { DRIVE_REFUSALS, reasonsOf } from './drive-refusals.js';
import { noted } from '../../../domain/said.js';

/** Calls of Drive's API, version 3. */
export interface DriveApi {
  /** Below `/drive/v3`, or `/upload/drive/v3` for bytes; shared drives are meant everywhere. @throws DestinationError */
  call(request: DriveRequest): Promise<RestAnswer>;
  /** To the address of an upload session, which is a secret of its own. @throws DestinationError */
  callSession(request: RestRequest): Promise<RestAnswer>;
  download(fileId: string, signal: AbortSignal): AsyncIterable<Uint8Array>;
}

export interface DriveRequest extends Omit<RestRequest, 'url'> {
  readonly isUpload?: boolean;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
}

const SCOPE = 'https://www.googleapis.com/auth/drive';
const ASSERTION_LIFE_S = 3_600;
const TITLE = 'Google Drive';

const tokenWire = z.object({ access_token: z.string().min(1), expires_in: z.number() });

export function createDriveApi(
  config: GoogleDriveConfig,
  { outbound, clock }: { readonly outbound: Outbound; readonly clock: Clock },
): DriveApi {
  const refuse = createRefuse({
    title: TITLE,
    refusals: DRIVE_REFUSALS,
    clock,
    codesOf: reasonsOf,
  });
  const client: RestClient = createRestClient({
    title: TITLE,
    outbound,
    tokens: createTokenSource(
      (signal) => requestToken(config, outbound, clock, refuse, signal),
      clock,
    ),
    refuse,
    wantsNewToken: ({ status }) => status === 401,
  });
  const urlOf = ({
    isUpload = false,
    path,
    query = {},
  }: Pick<DriveRequest, 'isUpload' | 'path' | 'query'>) => {
    const all = new URLSearchParams({ supportsAllDrives: 'true', ...query });
    return `${config.endpoints.api}${isUpload ? '/upload' : ''}/drive/v3${path}?${all.toString()}`;
  };

  return {
    call: ({ isUpload, path, query, ...request }) =>
      client.call({
        ...request,
        url: urlOf({
          path,
          ...(isUpload === undefined ? {} : { isUpload }),
          ...(query === undefined ? {} : { query }),
        }),
      }),
    callSession: (request) => client.callBare(request),
    download: (fileId, signal) =>
      client.download({
        operation: 'GET /files/{id}?alt=media',
        method: 'GET',
        url: urlOf({ path: `/files/${encodeURIComponent(fileId)}`, query: { alt: 'media' } }),
        signal,
      }),
  };
}

export function parsed<T>(schema: z.ZodType<T>, answer: RestAnswer, operation: string): T {
  return parsedAnswer(TITLE, schema, answer, operation);
}

/** The service account signs for itself, or for the user it acts as. */
async function requestToken(
  { serviceAccountKey: key, subject }: GoogleDriveConfig,
  outbound: Outbound,
  clock: Clock,
  refuse: (answer: RestAnswer, operation: string) => DestinationError,
  signal: AbortSignal,
): Promise<AccessToken> {
  const operation = 'POST /token';
  const nowS = Math.floor(clock.now().getTime() / 1_000);
  const assertion = new SignJWT({ scope: SCOPE })
    .setProtectedHeader({
      alg: 'RS256',
      typ: 'JWT',
      ...(key.privateKeyId === null ? {} : { kid: key.privateKeyId }),
    })
    .setIssuer(key.clientEmail)
    .setAudience(key.tokenUri)
    .setIssuedAt(nowS)
    .setExpirationTime(nowS + ASSERTION_LIFE_S);
  if (subject !== null) assertion.setSubject(subject);
  const answer = await sendOnce(
    { title: TITLE, outbound },
    {
      operation,
      method: 'POST',
      url: key.tokenUri,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
        assertion: await assertion.sign(await privateKey(key.privateKeyPem)),
      }).toString(),
      signal,
    },
    {},
  );
  if (answer.status !== 200) throw refuse(answer, operation);
  const token = parsed(tokenWire, answer, operation);
  return { value: token.access_token, lifetimeMs: token.expires_in * 1_000 };
}

async function privateKey(pem: string): Promise<Awaited<ReturnType<typeof importPKCS8>>> {
  try {
    return await importPKCS8(pem, 'RS256');
  } catch {
    // What it says may show the key.
    throw new DestinationError(
      noted`The key of the service account can not be read. Check it in the archive file.`,
      {
        fault: 'sign-in',
        operation: 'read key',
      },
    );
  }
}
