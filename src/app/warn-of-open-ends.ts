import type { Config } from '../config/config.js';
import type { Log } from '../domain/log.js';

/** Says at the start what a configuration leaves open that somebody will have meant otherwise. */
export function warnOfOpenEnds(config: Config, log: Log): void {
  const { jwt, orgs, apiKeys } = config.callers;
  if (jwt === null && orgs === null && apiKeys.length === 0 && config.signIn === null) {
    log.warn(
      {},
      'nobody can call this server: set API_KEYS, AUTH_ORGS, AUTH_PUBLIC_KEY or AUTH_JWKS_URL, or SIGNIN_CLIENT_ID',
    );
  }
  if (jwt !== null && (jwt.issuer === null || jwt.audience === null)) {
    log.warn(
      {},
      'caller tokens are accepted whatever issuer or audience they name: set AUTH_ISSUER and AUTH_AUDIENCE',
    );
  }
}
