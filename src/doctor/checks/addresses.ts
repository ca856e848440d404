import { isLoopback, isSecure } from '../../domain/secure-url.js';
import type { Check } from '../check.js';
import { fail, ok, warn } from '../check.js';
import { by } from '../doctor-parts.js';
import type { DoctorParts, SignInProbe } from '../doctor-parts.js';
import { noted } from '../../domain/said.js';

/** Where others reach this server, and where people are sent to sign in. */
export function addressChecks({ settings, signIn, fetch }: DoctorParts): readonly Check[] {
  return [
    {
      name: 'public.url',
      judge: by(settings.publicUrl, (publicUrl) => async (signal) => {
        if (publicUrl === null) {
          return warn(
            noted`PUBLIC_URL is not set: links on CRM records lead to this machine alone, and no webhook can be registered`,
            noted`Set PUBLIC_URL to the https address at which browsers and SpotDraft reach this server.`,
          );
        }
        const url = new URL(publicUrl);
        if (!isSecure(url)) {
          return fail(
            noted`PUBLIC_URL is ${publicUrl}, and SpotDraft delivers to https only`,
            noted`Put dealdraft behind a proxy with TLS, and set PUBLIC_URL to its https address.`,
          );
        }
        if (isLoopback(url) && !isLoopback(new URL(settings.spotdraft.baseUrl))) {
          return fail(
            noted`PUBLIC_URL is ${publicUrl}, which is this machine to whoever follows it`,
            noted`Set PUBLIC_URL to the https address at which browsers and SpotDraft reach this server.`,
          );
        }
        const answer = await fetch(new URL(`${publicUrl}/healthz`), signal);
        if ('failure' in answer) {
          return warn(
            noted`${publicUrl} was not reached from here (${answer.failure})`,
            noted`Start the server, then open PUBLIC_URL/healthz from the internet: SpotDraft comes from there.`,
          );
        }
        return answer.status === 200 && isHealth(answer.text)
          ? ok(noted`${publicUrl} answers as dealdraft`)
          : fail(
              noted`${publicUrl}/healthz answers HTTP ${answer.status}, and not as dealdraft does`,
              noted`Correct PUBLIC_URL, or what the proxy there leads to.`,
            );
      }),
    },
    {
      name: 'signin.app',
      judge: by(
        settings.signInAdmins,
        (admins) => async (signal) =>
          admins === null || signIn === null
            ? ok(noted`nobody signs in with a browser (SIGNIN_CLIENT_ID is not set)`)
            : judgeSignIn(signIn, fetch, signal),
      ),
    },
  ];
}

/** A refusal of the app shows in what a browser would be shown first; nobody signs in for it. */
async function judgeSignIn(signIn: SignInProbe, fetch: DoctorParts['fetch'], signal: AbortSignal) {
  const url = await signIn.authorizationUrl();
  if (url === null) {
    return fail(
      noted`the sign-in page of SALESFORCE_LOGIN_URL was not found (OpenID discovery failed)`,
      noted`Set SALESFORCE_LOGIN_URL to your My Domain, and look whether this machine reaches it.`,
    );
  }
  const answer = await fetch(url, signal);
  if ('failure' in answer) {
    return fail(
      noted`the sign-in page was not reached (${answer.failure})`,
      noted`Look at the network, then run it again.`,
    );
  }
  const refusal = /error=([a-z_]+)/i.exec(`${answer.location ?? ''} ${answer.text}`)?.[1];
  if (refusal !== undefined || answer.status >= 400) {
    return fail(
      noted`Salesforce does not take the app for signing in (${refusal ?? `HTTP ${answer.status}`})`,
      noted`In Salesforce Setup open External Client App Manager: the consumer key has to be SIGNIN_CLIENT_ID, the callback URL ${signIn.callbackUrl}, the scopes openid and the identity URL service.`,
    );
  }
  return ok(noted`Salesforce takes the app, with the callback URL ${signIn.callbackUrl}`);
}

function isHealth(text: string): boolean {
  return /"status"\s*:\s*"ok"/u.test(text);
}
