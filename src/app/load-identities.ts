import { readFile } from 'node:fs/promises';
import { isScalar, parseDocument } from 'yaml';
import { z } from 'zod';
import { ConfigError } from '../domain/errors.js';
import type { Identities } from '../services/people/acting-user.js';

const identityFile = z.strictObject({
  users: z.record(
    z.string().trim().min(1, 'a user name is empty'),
    z.email('is not followed by an e-mail address'),
  ),
});

/**
 * Reads the table of people whose SpotDraft address is not the one that the CRM has; an empty one when there is no file.
 * @throws ConfigError with every problem, or when the file can't be read.
 */
export async function loadIdentities(path: string | null): Promise<Identities> {
  if (path === null) return new Map();
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new ConfigError([`IDENTITY_FILE: can't read ${path} (${code}).`]);
  }
  return parseIdentities(text, path);
}

/** @throws ConfigError with every problem and its place. */
export function parseIdentities(text: string, fileName: string): Identities {
  const document = parseDocument(text, {
    // CRM user names are the same in upper and lower case, so two that differ in nothing else are one.
    uniqueKeys: (a, b) => isScalar(a) && isScalar(b) && keyOf(a.value) === keyOf(b.value),
  });
  if (document.errors.length > 0) {
    throw new ConfigError(
      document.errors.map(({ code, linePos, message }) => {
        const [start] = linePos ?? [];
        const place = start === undefined ? fileName : `${fileName}:${start.line}:${start.col}`;
        return code === 'DUPLICATE_KEY'
          ? `${place}: stands twice; upper and lower case count alike.`
          : `${place}: ${message.split('\n')[0]}`;
      }),
    );
  }
  const parsed = identityFile.safeParse(document.toJS());
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${fileName}: ${problemOf(issue)}`));
  }
  return new Map(
    Object.entries(parsed.data.users).map(([username, email]) => [keyOf(username), email]),
  );
}

function problemOf(issue: z.core.$ZodIssue): string {
  const place = issue.path.map(String).join(': ');
  if (issue.code === 'unrecognized_keys')
    return `unknown key ${issue.keys.map((key) => `"${key}"`).join(', ')}; the one there is, is "users".`;
  if (issue.code === 'invalid_key') return 'a user name is empty.';
  if (issue.path.length > 1) return `${place}: ${issue.message}.`;
  return 'must hold "users:" and below it lines such as "crm.user@acme.example: spotdraft.user@acme.example".';
}

function keyOf(username: unknown): string {
  return String(username).trim().toLowerCase();
}
