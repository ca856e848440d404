import type { Clock } from '../../../domain/clock.js';
import { DestinationError } from '../destination.js';
import { createRefuse } from '../rest/refusals.js';
import type { Refusal, Refusals } from '../rest/refusals.js';
import { jsonOf } from '../rest/rest-client.js';
import type { RestAnswer } from '../rest/rest-client.js';
import { noted } from '../../../domain/said.js';

const PAUSE: Refusal = { fault: 'throttled', text: noted`Microsoft asks for a pause.` };
const FULL: Refusal = {
  fault: 'full',
  text: noted`The drive has no room left. Make room, or raise its quota in the SharePoint admin center > Active sites.`,
};
const BAD_NAME: Refusal = {
  fault: 'refused',
  text: noted`Microsoft does not allow this name or path, or the path is longer than 400 characters. Change folder or fileName in the archive file.`,
};
const LOCKED: Refusal = {
  fault: 'busy',
  text: noted`Somebody has the file open or checked out.`,
};

/** Codes of Graph; what is inside tells more than what is around. */
const REFUSALS: Refusals = {
  tooManyRequests: PAUSE,
  activityLimitReached: PAUSE,
  throttledRequest: PAUSE,
  quotaLimitReached: FULL,
  insufficientStorage: FULL,
  resourceLocked: LOCKED,
  resourceCheckedOut: LOCKED,
  resourceModified: {
    fault: 'busy',
    text: noted`Microsoft says that the file is being changed.`,
  },
  nameAlreadyExists: {
    fault: 'busy',
    text: noted`The name is held by an upload that has not ended. Microsoft lets go of it within a day.`,
  },
  accessDenied: {
    fault: 'permission',
    text: noted`The app may not write there. With Sites.Selected, grant it "write" for the site (POST /sites/{id}/permissions, in Graph Explorer or with PnP PowerShell); for OneDrive give it Files.ReadWrite.All as an application permission, and admin consent in Entra > App registrations > API permissions.`,
  },
  Authorization_RequestDenied: {
    fault: 'permission',
    text: noted`The app lacks a permission. In Entra > App registrations > API permissions add it as an application permission and press "Grant admin consent".`,
  },
  pathIsTooLong: BAD_NAME,
  invalidPath: BAD_NAME,
  nameContainsInvalidCharacters: BAD_NAME,
  malwareDetected: {
    fault: 'refused',
    text: noted`Microsoft takes the file for malware.`,
  },
  itemNotFound: { fault: 'gone', text: noted`Microsoft does not find it.` },
  InvalidAuthenticationToken: {
    fault: 'sign-in',
    text: noted`The sign-in at Microsoft has run out.`,
  },
  generalException: {
    fault: 'unavailable',
    text: noted`Microsoft has trouble of its own. If it goes on for one library, look at its Library settings: a validation of columns ends like this.`,
  },
  serviceNotAvailable: {
    fault: 'unavailable',
    text: noted`Microsoft has trouble of its own; it is tried again.`,
  },
};

const SECRETS = noted`Entra > App registrations > the app > Certificates & secrets`;

/** Codes of the sign-in, by number: the texts are translated. */
const SIGN_IN: Readonly<Record<string, string>> = {
  '7000215': noted`Microsoft does not know the client secret. Take the Value, not the ID, from ${SECRETS}, and put it into clientSecret.`,
  '7000222': noted`The client secret has expired. Make a new one in ${SECRETS}, or use a certificate.`,
  '700016': noted`Microsoft does not know the app in this tenant. Compare clientId and tenantId with Entra > App registrations > the app > Overview.`,
  '90002': noted`Microsoft does not know the tenant. Compare tenantId with Entra > Overview > Tenant ID.`,
  '700027': noted`Microsoft does not accept the certificate. Upload it in ${SECRETS} > Certificates, and give its own key as privateKey.`,
  '700023': noted`Microsoft does not accept the assertion for this address. Compare endpoints.login with the cloud of the tenant.`,
  '700024': noted`The clock of this machine differs from Microsoft's. Set it by NTP.`,
  '53003': noted`A Conditional Access policy keeps the app out. Exclude it in Entra > Conditional Access, or allow the address of this machine.`,
  '7000112': noted`The app is disabled. Enable it in Entra > Enterprise applications > the app > Properties.`,
};

export function createGraphRefuse(
  clock: Clock,
): (answer: RestAnswer, operation: string) => DestinationError {
  return createRefuse({
    title: 'Microsoft',
    refusals: REFUSALS,
    clock,
    codesOf: (answer) => codesOfGraph(answer).toReversed(),
  });
}

/** What keeps the app from signing in. */
export function signInRefusal(
  answer: RestAnswer,
  operation: string,
  otherwise: (answer: RestAnswer, operation: string) => DestinationError,
): DestinationError {
  const codes = signInCodes(answer);
  const [code] = codes;
  if (code === undefined) return otherwise(answer, operation);
  const known = codes.find((one) => Object.hasOwn(SIGN_IN, one));
  const text =
    (known === undefined ? undefined : SIGN_IN[known]) ??
    noted`Microsoft did not let the app sign in. Look the code up in Entra, or compare tenantId, clientId and the credential.`;
  return new DestinationError(`${text} (AADSTS${known ?? code})`, {
    fault: 'sign-in',
    operation,
    status: answer.status,
    upstreamCode: `AADSTS${known ?? code}`,
  });
}

/** From the outside in. */
export function codesOfGraph(answer: Pick<RestAnswer, 'body'>): string[] {
  const body = jsonOf(answer);
  const codes: string[] = [];
  let at: unknown = isObject(body) ? Reflect.get(body, 'error') : null;
  while (isObject(at) && codes.length < 8) {
    const code: unknown = Reflect.get(at, 'code');
    if (typeof code === 'string') codes.push(code);
    // Both spellings are in use.
    at = Reflect.get(at, 'innerError') ?? Reflect.get(at, 'innererror');
  }
  return codes;
}

function signInCodes(answer: RestAnswer): string[] {
  const body = jsonOf(answer);
  const codes: unknown = isObject(body) ? Reflect.get(body, 'error_codes') : null;
  return Array.isArray(codes) ? codes.filter(Number.isSafeInteger).map(String) : [];
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
