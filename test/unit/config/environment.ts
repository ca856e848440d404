import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadConfig } from '../../../src/config/config.js';
import { ConfigError } from '../../../src/domain/errors.js';

export type Environment = Readonly<Record<string, string | undefined>>;

export function rsaKeyPair(modulusLength = 2048) {
  return generateKeyPairSync('rsa', {
    modulusLength,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}

/** The least that makes a valid configuration; client credentials, because a key pair takes long to make. */
export const MINIMAL: Environment = {
  SPOTDRAFT_REGION: 'eu',
  SPOTDRAFT_CLIENT_ID: 'sd-id',
  SPOTDRAFT_CLIENT_SECRET: 'sd-secret-4711',
  SALESFORCE_CLIENT_ID: 'sf-id',
  SALESFORCE_CLIENT_SECRET: 'sf-secret-0815',
};

export function load(changes: Environment = {}) {
  return loadConfig({ ...MINIMAL, ...changes });
}

/** The problems that an environment has; none when it loads. */
export function problemsOf(environment: Environment): readonly string[] {
  try {
    loadConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

/** The problems of the minimal configuration with some changes. */
export function problemsWith(changes: Environment): readonly string[] {
  return problemsOf({ ...MINIMAL, ...changes });
}

/** A folder for X_FILE tests. */
export function temporaryFolder() {
  const folder = mkdtempSync(path.join(tmpdir(), 'dealdraft-config-'));
  return {
    folder,
    write(name: string, content: string): string {
      const file = path.join(folder, name);
      writeFileSync(file, content);
      return file;
    },
    [Symbol.dispose]() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
