import { importPKCS8, SignJWT } from 'jose';

import type { GoogleDriveSandbox } from '../../../../src/sandbox/storage/google-drive/index.js';

const DRIVE_SCOPE = 'https://www.googleapis.com/auth/drive';

export interface JwtChanges {
  readonly issuer?: string;
  readonly subject?: string;
  readonly scope?: string;
  readonly audience?: string;
  readonly lifetimeS?: number;
  readonly keyId?: string;
  readonly privateKeyPem?: string;
}

/** Asks the sandbox for a token as a service account does; with `changes`, one that goes wrong. */
export async function askToken(
  drive: GoogleDriveSandbox,
  changes: JwtChanges = {},
): Promise<{ readonly status: number; readonly body: Record<string, unknown> }> {
  const key = JSON.parse(drive.serviceAccountKey) as Record<string, string>;
  const issuedS = Math.floor(drive.clock.now().getTime() / 1000);
  const jwt = new SignJWT({ scope: changes.scope ?? DRIVE_SCOPE })
    .setProtectedHeader({ alg: 'RS256', kid: changes.keyId ?? key.private_key_id! })
    .setIssuer(changes.issuer ?? key.client_email!)
    .setAudience(changes.audience ?? key.token_uri!)
    .setIssuedAt(issuedS)
    .setExpirationTime(issuedS + (changes.lifetimeS ?? 3_600));
  if (changes.subject !== undefined) jwt.setSubject(changes.subject);
  const privateKey = await importPKCS8(changes.privateKeyPem ?? key.private_key!, 'RS256');
  const answer = await fetch(key.token_uri!, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      assertion: await jwt.sign(privateKey),
    }),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

export interface DriveAnswer {
  readonly status: number;
  readonly headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look at it piece by piece
  readonly body: any;
}

export type DriveCall = (
  method: string,
  path: string,
  options?: {
    readonly body?: string | Buffer | object;
    readonly headers?: Record<string, string>;
  },
) => Promise<DriveAnswer>;

/** Calls the sandbox with a token of its own. */
export async function driveCaller(
  drive: GoogleDriveSandbox,
  changes: JwtChanges = {},
): Promise<DriveCall> {
  const { body: token } = await askToken(drive, changes);
  return async (method, path, { body, headers = {} } = {}) => {
    const isJson = typeof body === 'object' && !Buffer.isBuffer(body);
    const answer = await fetch(path.startsWith('http') ? path : `${drive.url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        authorization: `Bearer ${String(token.access_token)}`,
        ...(isJson ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isJson ? JSON.stringify(body) : body }),
    });
    const text = await answer.text();
    const isJsonAnswer = answer.headers.get('content-type')?.includes('json') ?? false;
    return {
      status: answer.status,
      headers: answer.headers,
      body: isJsonAnswer ? JSON.parse(text) : text,
    };
  };
}

/** The body of an upload in one go. */
export function multipart(metadata: object, bytes: Buffer, contentType = 'application/pdf') {
  const head =
    `--B\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n${JSON.stringify(metadata)}\r\n` +
    `--B\r\nContent-Type: ${contentType}\r\n\r\n`;
  return {
    body: Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--B--')]),
    headers: { 'content-type': 'multipart/related; boundary=B' },
  };
}

export async function generateId(call: DriveCall): Promise<string> {
  const { body } = await call('GET', '/drive/v3/files/generateIds?count=1&space=drive&type=files');
  return body.ids[0];
}
