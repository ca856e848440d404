/** Scopes an app may ask for. */
export const SCOPES = [
  'api',
  'email',
  'full',
  'id',
  'offline_access',
  'openid',
  'profile',
  'refresh_token',
  'web',
] as const;

/** What the server-to-server flows give, which ask for nothing. */
export const SERVER_SCOPES: readonly string[] = ['api', 'id'];

/** `null` when a scope is unknown; the app's own scopes when none is asked for. */
export function parseScopes(text: string | null): readonly string[] | null {
  const asked = (text ?? '').split(' ').filter((scope) => scope !== '');
  if (asked.length === 0) return SERVER_SCOPES;
  const known: readonly string[] = SCOPES;
  return asked.every((scope) => known.includes(scope)) ? [...new Set(asked)] : null;
}

export function allowsRefresh(scopes: readonly string[]): boolean {
  return scopes.includes('refresh_token') || scopes.includes('offline_access');
}

export function allowsApi(scopes: readonly string[]): boolean {
  return scopes.includes('api') || scopes.includes('full');
}
