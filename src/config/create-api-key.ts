import { createHash, randomBytes } from 'node:crypto';
import { InputError } from '../domain/errors.js';
import { API_KEY_NAME } from './environment.js';
import type { ApiKeyConfig } from './environment.js';

export interface NewApiKey extends ApiKeyConfig {
  /** A secret. */
  readonly key: string;
  /** Of API_KEYS. */
  readonly entry: string;
}

/** @throws InputError for a name that API_KEYS does not take. */
export function createApiKey(name: string, role: ApiKeyConfig['role']): NewApiKey {
  if (!API_KEY_NAME.test(name)) {
    throw new InputError(
      `"${name.slice(0, 64)}" is no name for a key: up to 64 letters, digits, ".", "_" and "-".`,
    );
  }
  const key = `dd_${randomBytes(32).toString('base64url')}`;
  const sha256 = createHash('sha256').update(key).digest('hex');
  return { name, role, key, sha256, entry: `${name}:${sha256}:${role}` };
}
