import { forgetAll } from 'c/dealdraftKept';

const LAST_USER = 'dealdraft.user';

/** Said by whoever is answered 401: the session has ended, or another tab signed out. */
export const SIGNED_OUT = 'dealdraftsignedout';

export async function readSession() {
  try {
    const response = await fetch('/session', { headers: { accept: 'application/json' } });
    if (!response.ok) return { state: 'unavailable' };
    const { user, signIn } = await response.json();
    return user === null ? { state: 'signedOut', signIn } : { state: 'signedIn', user };
  } catch {
    return { state: 'unavailable' };
  }
}

/** Whether a sandbox is behind this page, in which people may act for the other side. */
export async function isDemo() {
  const response = await fetch('/demo').catch(() => null);
  return response?.ok === true && (await response.json()).counterparty === true;
}

/** Whether somebody was signed in in this tab, and did not sign out. */
export function wasSignedIn() {
  try {
    return window.sessionStorage.getItem(LAST_USER) !== null;
  } catch {
    return false;
  }
}

/** What was entered in this tab belongs to whoever entered it. */
export function keepFor({ username }) {
  try {
    const last = window.sessionStorage.getItem(LAST_USER);
    if (last !== null && last !== username) forgetAll();
    window.sessionStorage.setItem(LAST_USER, username);
  } catch {
    // The browser keeps nothing, so there is nothing of anybody else.
  }
}

export async function endSession() {
  forgetAll();
  try {
    window.sessionStorage.removeItem(LAST_USER);
  } catch {
    // Nothing was kept.
  }
  await fetch('/signout', { method: 'POST', redirect: 'manual' });
}
