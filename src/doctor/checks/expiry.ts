import { endState } from '../../domain/credential-end.js';
import type { CredentialEnd } from '../../domain/credential-end.js';
import type { DestinationConfig } from '../../domain/destination-config.js';
import { endOfPublicUrl } from '../../services/health/public-certificate.js';
import type { Check, Verdict } from '../check.js';
import { fail, ok, together, warn } from '../check.js';
import { by } from '../doctor-parts.js';
import type { DoctorParts } from '../doctor-parts.js';
import { noted } from '../../domain/said.js';

/** Credentials that end some day: on that day everything that goes by them stops. */
export function expiryChecks(parts: DoctorParts): readonly Check[] {
  const { settings, archive, credentialEnds, readCertificate, clock } = parts;

  /** Of those whose end is known. */
  function judge(begin: RegExp, whenNone: Verdict): Verdict {
    const ends = credentialEnds.filter(({ credential }) => begin.test(credential));
    return ends.length === 0 ? whenNone : judgeEnds(ends, clock.now());
  }

  return [
    {
      name: 'expiry.salesforce',
      judge: async () =>
        settings.salesforce.flow === 'client_credentials'
          ? ok(noted`SALESFORCE_CLIENT_SECRET has no end`)
          : judge(
              /^salesforce$/u,
              warn(
                noted`the end of the certificate that belongs to SALESFORCE_PRIVATE_KEY can't be seen: Salesforce does not tell it`,
                noted`Look when the certificate ends that was uploaded in Salesforce Setup under External Client App Manager; or append it to SALESFORCE_PRIVATE_KEY, and its end is told here.`,
              ),
            ),
    },
    {
      name: 'expiry.callers',
      judge: by(
        settings.callerOrgs,
        () => async () =>
          judge(/^callers(?:\.|$)/u, ok(noted`callers are known by keys, which have no end`)),
      ),
    },
    {
      name: 'expiry.archive',
      judge: by(archive, ({ destinations }) => async () => {
        const unseen = destinations.filter(({ config }) => hasEntraSecret(config));
        const seen = judge(/^archive\./u, ok(noted`no destination has a credential that ends`));
        return together(
          [...unseen.map(({ name }) => secretOf(name)), seen],
          unseen.length === 0 ? seen.seen : '',
        );
      }),
    },
    {
      name: 'expiry.public',
      judge: by(settings.publicUrl, (publicUrl) => async (signal) => {
        if (publicUrl === null || new URL(publicUrl).protocol !== 'https:')
          return ok(noted`PUBLIC_URL has no certificate, since it is no https address`);
        const shown = await readCertificate(new URL(publicUrl), signal);
        return shown === null
          ? warn(
              noted`the certificate at PUBLIC_URL can't be seen: the address was not reached from here`,
              noted`Open PUBLIC_URL in a browser and look at its certificate there.`,
            )
          : judgeEnds([endOfPublicUrl(shown)], clock.now());
      }),
    },
  ];
}

const WORDS = {
  over: (what: string, day: string) => noted`${what} ended ${day}.`,
  soon: (what: string, day: string) => noted`${what} ends ${day}.`,
  fine: (what: string, day: string) => noted`${what} is good until ${day}.`,
} as const;

function judgeEnds(ends: readonly CredentialEnd[], now: Date): Verdict {
  const said = (end: CredentialEnd) => WORDS[endState(end, now)](end.what, dayOf(end.endsAt));
  return together(
    ends.map((end) => {
      const state = endState(end, now);
      if (state === 'fine') return ok(said(end));
      return state === 'over' ? fail(said(end), end.todo) : warn(said(end), end.todo);
    }),
    ends.map(said).join(' '),
  );
}

function hasEntraSecret(config: DestinationConfig): boolean {
  return 'credential' in config && config.credential.kind === 'secret';
}

function secretOf(name: string): Verdict {
  return warn(
    noted`The end of the client secret of ${name} can't be seen: Microsoft tells it to its admins alone.`,
    noted`Look in Entra under App registrations, the app of ${name}, Certificates & secrets; with certificate and privateKey in the place of clientSecret its end is told here.`,
  );
}

function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}
