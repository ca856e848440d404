import type { SignInRefusal } from '../auth/sign-in.js';
import { plainPage } from './plain-page.js';

interface Explanation {
  readonly status: number;
  readonly title: string;
  readonly text: string;
}

const EXPLANATIONS: Readonly<Record<SignInRefusal, Explanation>> = {
  'unknown-attempt': {
    status: 400,
    title: 'This sign-in can not be finished',
    text: 'It was not started in this browser, or more than ten minutes ago.',
  },
  'not-verified': {
    status: 400,
    title: 'This sign-in can not be finished',
    text: "Salesforce's answer could not be verified, or was used before.",
  },
  denied: {
    status: 403,
    title: 'You were not signed in',
    text: 'Salesforce says that access was denied.',
  },
  inactive: {
    status: 403,
    title: 'You have no access',
    text: 'Your Salesforce user is not active. Ask your Salesforce administrator.',
  },
  'not-approved': {
    status: 403,
    title: 'You have no access',
    text: 'Your Salesforce user is not approved for this app. Ask your Salesforce administrator to assign it to you.',
  },
  'other-organization': {
    status: 403,
    title: 'You have no access',
    text: 'You are signed in to another Salesforce organization than this server works with. Sign out of Salesforce, then sign in with your user of the right organization.',
  },
  'other-user-type': {
    status: 403,
    title: 'You have no access',
    text: 'Only internal Salesforce users can sign in here, not users of a portal or a community.',
  },
  unavailable: {
    status: 503,
    title: 'Salesforce can not be reached',
    text: 'Signing in is not possible at the moment. Try again in a minute.',
  },
  misconfigured: {
    status: 503,
    title: 'Sign-in is not set up right',
    text: "Salesforce does not take this server's app. Tell whoever runs this server to check SIGNIN_CLIENT_ID, the app's scopes and its callback URL.",
  },
};

/** What a person sees whose sign-in did not succeed, with its HTTP status. */
export function signInPage(
  reason: SignInRefusal,
  signInUrl: string,
): { readonly status: number; readonly html: string } {
  const { status, title, text } = EXPLANATIONS[reason];
  const link = { href: signInUrl, label: 'Sign in again' };
  return { status, html: plainPage({ title, text, link }) };
}
