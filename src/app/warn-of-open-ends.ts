import type { Config } from '../config/config.js';
import type { Log } from '../domain/log.js';

/** Says at the start what a configuration leaves open that somebody will have meant otherwise. */
export function warnOfOpenEnds(config: Config, log: Log): void {
  for (const text of openEnds(config)) log.warn({}, text);
}

/** A sentence for each. */
export function openEnds(config: Pick<Config, 'callers' | 'signIn'>): readonly string[] {
  const { jwt, orgs, apiKeys } = config.callers;
  const open: string[] = [];
  if (jwt === null && orgs === null && apiKeys.length === 0 && config.signIn === null) {
    open.push(
      'nobody can call this server: set API_KEYS, AUTH_ORGS, AUTH_PUBLIC_KEY or AUTH_JWKS_URL, or SIGNIN_CLIENT_ID',
    );
  }
  if (jwt !== null && (jwt.issuer === null || jwt.audience === null)) {
    open.push(
      'caller tokens are accepted whatever issuer or audience they name: set AUTH_ISSUER and AUTH_AUDIENCE',
    );
  }
  return open;
}
