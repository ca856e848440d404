import type { SignInRefusal } from '../auth/sign-in.js';
import { plainPage } from './plain-page.js';
import { noted } from '../domain/said.js';

interface Explanation {
  readonly status: number;
  readonly title: string;
  readonly text: string;
}

const EXPLANATIONS: Readonly<Record<SignInRefusal, Explanation>> = {
  'unknown-attempt': {
    status: 400,
    title: noted`This sign-in can not be finished`,
    text: noted`It was not started in this browser, or more than ten minutes ago.`,
  },
  'not-verified': {
    status: 400,
    title: noted`This sign-in can not be finished`,
    text: noted`Salesforce's answer could not be verified, or was used before.`,
  },
  denied: {
    status: 403,
    title: noted`You were not signed in`,
    text: noted`Salesforce says that access was denied.`,
  },
  inactive: {
    status: 403,
    title: noted`You have no access`,
    text: noted`Your Salesforce user is not active. Ask your Salesforce administrator.`,
  },
  'not-approved': {
    status: 403,
    title: noted`You have no access`,
    text: noted`Your Salesforce user is not approved for this app. Ask your Salesforce administrator to assign it to you.`,
  },
  'other-organization': {
    status: 403,
    title: noted`You have no access`,
    text: noted`You are signed in to another Salesforce organization than this server works with. Sign out of Salesforce, then sign in with your user of the right organization.`,
  },
  'other-user-type': {
    status: 403,
    title: noted`You have no access`,
    text: noted`Only internal Salesforce users can sign in here, not users of a portal or a community.`,
  },
  unavailable: {
    status: 503,
    title: noted`Salesforce can not be reached`,
    text: noted`Signing in is not possible at the moment. Try again in a minute.`,
  },
  misconfigured: {
    status: 503,
    title: noted`Sign-in is not set up right`,
    text: noted`Salesforce does not take this server's app. Tell whoever runs this server to check SIGNIN_CLIENT_ID, the app's scopes and its callback URL.`,
  },
};

/** What a person sees whose sign-in did not succeed, with its HTTP status. */
export function signInPage(
  reason: SignInRefusal,
  signInUrl: string,
  acceptLanguage: string | undefined,
): { readonly status: number; readonly html: string } {
  const { status, title, text } = EXPLANATIONS[reason];
  const link = { href: signInUrl, label: noted`Sign in again` };
  return { status, html: plainPage({ title, text, link }, acceptLanguage) };
}
