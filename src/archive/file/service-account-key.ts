import { z } from 'zod';
import { isSecure } from '../../domain/secure-url.js';
import { tryParseJson } from '../../domain/well-formed.js';
import { readPrivateKey } from './signing-key.js';

/** As Google's console hands it out, as far as it is needed. */
const keyFile = z.object({
  type: z.literal('service_account', 'its "type" is not "service_account"'),
  client_email: z.email('its "client_email" is missing'),
  private_key: z.string('its "private_key" is missing'),
  private_key_id: z.string().nullish(),
  token_uri: z.string().default('https://oauth2.googleapis.com/token'),
});

/** The JSON key of a service account. Nothing of its text is ever shown. */
export const serviceAccountKey = z
  .union([z.string(), z.record(z.string(), z.unknown())], {
    error: 'write the JSON key of the service account, or give its path in serviceAccountKeyFile',
  })
  .transform((given, context) => {
    const refuse = (reason: string) => {
      context.addIssue(`is not the JSON key of a service account: ${reason}`);
      return z.NEVER;
    };
    // YAML reads JSON without quotes around it as its own.
    const json = typeof given === 'string' ? tryParseJson(given) : given;
    if (json === undefined) return refuse('it is no JSON; take the file as Google made it');
    const parsed = keyFile.safeParse(json);
    if (!parsed.success) {
      return refuse(parsed.error.issues[0]?.message ?? 'take the file as Google made it');
    }
    const { client_email, private_key, private_key_id, token_uri } = parsed.data;
    const privateKeyPem = readPrivateKey(private_key);
    if (privateKeyPem === null) return refuse('its "private_key" is no RSA key in PEM form');
    if (!URL.canParse(token_uri) || !isSecure(new URL(token_uri))) {
      return refuse(
        'its "token_uri" must start with https:// (http:// only for this machine itself)',
      );
    }
    return {
      clientEmail: client_email,
      privateKeyPem,
      privateKeyId: private_key_id ?? null,
      tokenUri: token_uri,
    };
  });
