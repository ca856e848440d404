import type { ArchiveRules } from '../archive/file/archive-rules.js';
import type { Config } from '../config/config.js';
import { toldFromByHand } from '../domain/credential-end.js';
import type { CredentialEnd } from '../domain/credential-end.js';
import type { DestinationConfig } from '../domain/destination-config.js';
import { validityOf } from '../domain/validity.js';
import type { Validity } from '../domain/validity.js';
import { noted } from '../domain/said.js';

/** What of the settings has an end that can be read. Secrets have one, too, and tell nobody of it. */
export function configuredEnds(
  { certificates, callers }: Pick<Config, 'certificates' | 'callers'>,
  { destinations }: ArchiveRules,
): readonly CredentialEnd[] {
  return [
    ...end(certificates.salesforce, {
      credential: 'salesforce',
      what: noted`The certificate of SALESFORCE_PRIVATE_KEY`,
      todo: noted`Make a new key and certificate; in Salesforce Setup under External Client App Manager upload the certificate in the app, set SALESFORCE_PRIVATE_KEY to both, and start again.`,
    }),
    ...end(certificates.callers, {
      credential: 'callers',
      what: noted`The certificate in AUTH_PUBLIC_KEY`,
      todo: noted`Get the new one from whoever signs the tokens of callers, set AUTH_PUBLIC_KEY to it, and start again.`,
    }),
    ...(callers.orgs?.keys ?? []).flatMap(({ orgId, certificate }) =>
      end(certificate ?? null, {
        credential: `callers.${orgId}`,
        what: noted`A certificate of ${orgId} in AUTH_ORGS`,
        todo: noted`In Setup of that org under Certificate and Key Management make a new one, name it in AUTH_ORGS beside the old one and start again; then switch the external credential and the Dealdraft setting to it.`,
      }),
    ),
    ...destinations.flatMap(({ name, config }) =>
      end(certificateOf(config), {
        credential: `archive.${name}`,
        what: noted`The certificate of the archive destination ${name}`,
        todo: noted`Make a new one, upload it in Entra under App registrations, the app, Certificates & secrets, Certificates; then set certificate and privateKey of ${name}, and start again.`,
      }),
    ),
  ];
}

function end(
  certificate: Validity | null,
  words: Pick<CredentialEnd, 'credential' | 'what' | 'todo'>,
): readonly CredentialEnd[] {
  if (certificate === null) return [];
  return [{ ...words, endsAt: certificate.until, toldFrom: toldFromByHand(certificate) }];
}

function certificateOf(config: DestinationConfig): Validity | null {
  if (!('credential' in config) || config.credential.kind !== 'certificate') return null;
  return validityOf(config.credential.certificatePem);
}
