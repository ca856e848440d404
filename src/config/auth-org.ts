import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { toRecordId18 } from '../domain/opportunity-id.js';
import { validityOf } from '../domain/validity.js';
import type { Validity } from '../domain/validity.js';
import { pem } from './pem.js';
import { keySetUrl } from './url.js';

/** An org that signs tokens of its users, and one key of it. An org whose key is being replaced has two. */
export interface AuthOrg {
  /** 18 characters. */
  readonly orgId: string;
  readonly key: { readonly jwksUrl: string } | { readonly publicKeyPem: string };
  /** Absent where its key comes without a certificate. */
  readonly certificate?: Validity;
}

const publicKey = pem('public');

/** `ORGID=SOURCE`; the source is the URL of a key set, or the path of a PEM file that is read here and now. */
export const authOrg = z.string().transform((text, context): AuthOrg => {
  const [, orgText = '', source = ''] = /^([^=]*)=(.*)$/.exec(text) ?? [];
  const org = orgText.trim();
  const orgId = toRecordId18(org);
  if (orgId === null || org.length !== 18 || !orgId.startsWith('00D') || source.trim() === '') {
    context.addIssue(
      'has an entry that is not ORGID=SOURCE, where ORGID is the 18-character id of an org (it starts with 00D) and SOURCE an https URL of a key set or the path of a PEM file',
    );
    return z.NEVER;
  }
  const key = keyOf(source.trim(), (problem) => context.addIssue(`${orgId}: ${problem}`));
  return key === null ? z.NEVER : { orgId, ...key };
});

function keyOf(source: string, report: (problem: string) => void): Omit<AuthOrg, 'orgId'> | null {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(source)) {
    const url = keySetUrl.safeParse(source);
    if (url.success) return { key: { jwksUrl: url.data } };
    for (const { message } of url.error.issues) report(`the URL of its key set ${message}`);
    return null;
  }
  let text: string;
  try {
    text = readFileSync(source, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    // Its path is not shown: somebody may have put a key there in the place of a path.
    report(`its PEM file can't be read (${code})`);
    return null;
  }
  const parsed = publicKey.safeParse(text);
  if (!parsed.success) {
    for (const { message } of parsed.error.issues) report(`its PEM file ${message}`);
    return null;
  }
  if (createPublicKey(parsed.data).asymmetricKeyType !== 'rsa') {
    report('its PEM file must hold an RSA key, since orgs sign with RS256');
    return null;
  }
  const certificate = validityOf(text);
  return {
    key: { publicKeyPem: parsed.data },
    ...(certificate === null ? {} : { certificate }),
  };
}
