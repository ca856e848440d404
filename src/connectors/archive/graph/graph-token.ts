import { randomUUID, X509Certificate } from 'node:crypto';

import { importPKCS8, SignJWT } from 'jose';
import { z } from 'zod';

import type { Clock } from '../../../domain/clock.js';
import type { MicrosoftSignIn } from '../../../domain/destination-config.js';
import { isLoopback } from '../../../domain/secure-url.js';
import type { Outbound } from '../../http/outbound.js';
import { DestinationError } from '../destination.js';
import { parsedAnswer } from '../rest/parsed-answer.js';
import { sendOnce } from '../rest/rest-client.js';
import type { RestAnswer } from '../rest/rest-client.js';
import type { AccessToken } from '../rest/token-source.js';
import { signInRefusal } from './graph-refusals.js';
import { noted } from '../../../domain/said.js';

const OPERATION = 'POST /oauth2/v2.0/token';
const PUBLIC_GRAPH = 'https://graph.microsoft.com';
const ASSERTION_LIFETIME_S = 300;
const ALGORITHM = 'PS256';

const tokenWire = z.object({ access_token: z.string().min(1), expires_in: z.number() });

interface TokenRequest {
  readonly outbound: Outbound;
  readonly clock: Clock;
  readonly refuse: (answer: RestAnswer, operation: string) => DestinationError;
}

/** Signs the app in for itself, by its secret or its certificate. */
export async function requestGraphToken(
  config: MicrosoftSignIn,
  { outbound, clock, refuse }: TokenRequest,
  signal: AbortSignal,
): Promise<AccessToken> {
  const { tenantId, clientId, endpoints } = config;
  const url = `${endpoints.login}/${encodeURIComponent(tenantId)}/oauth2/v2.0/token`;
  const answer = await sendOnce(
    { title: 'Microsoft', outbound },
    {
      operation: OPERATION,
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: clientId,
        scope: `${resourceOf(endpoints.graph)}/.default`,
        ...(await credentialOf(config, url, clock)),
      }).toString(),
      signal,
    },
    {},
  );
  if (answer.status !== 200) throw signInRefusal(answer, OPERATION, refuse);
  const token = parsedAnswer('Microsoft', tokenWire, answer, OPERATION);
  return { value: token.access_token, lifetimeMs: token.expires_in * 1_000 };
}

/** Every cloud has a Graph of its own; one on this machine stands for the public one. */
function resourceOf(graph: string): string {
  return isLoopback(new URL(graph)) ? PUBLIC_GRAPH : graph;
}

async function credentialOf(
  { clientId, credential }: MicrosoftSignIn,
  audience: string,
  clock: Clock,
): Promise<Readonly<Record<string, string>>> {
  if (credential.kind === 'secret') return { client_secret: credential.clientSecret };
  const nowS = Math.floor(clock.now().getTime() / 1_000);
  const { certificatePem, privateKeyPem } = credential;
  try {
    const fingerprint = new X509Certificate(certificatePem).fingerprint256.replaceAll(':', '');
    const assertion = await new SignJWT()
      .setProtectedHeader({
        alg: ALGORITHM,
        typ: 'JWT',
        'x5t#S256': Buffer.from(fingerprint, 'hex').toString('base64url'),
      })
      .setIssuer(clientId)
      .setSubject(clientId)
      .setAudience(audience)
      .setJti(randomUUID())
      .setNotBefore(nowS)
      .setIssuedAt(nowS)
      .setExpirationTime(nowS + ASSERTION_LIFETIME_S)
      .sign(await importPKCS8(privateKeyPem, ALGORITHM));
    return {
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    };
  } catch {
    // What these say may hold parts of the key.
    throw new DestinationError(
      noted`certificate or privateKey can not be used to sign in. Give the certificate as PEM, and its key as an RSA key in PKCS #8 ("BEGIN PRIVATE KEY").`,
      { fault: 'sign-in', operation: OPERATION },
    );
  }
}
