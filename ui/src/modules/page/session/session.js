/** Said by whoever is answered 401: the session has ended, or another tab signed out. */
export const SIGNED_OUT = 'dealdraftsignedout';

export async function readSession() {
  try {
    const response = await fetch('/session', { headers: { accept: 'application/json' } });
    if (response.status === 200) {
      const { user } = await response.json();
      return { state: 'signedIn', user };
    }
    if (response.status === 401) {
      const { signIn } = await response.json();
      return { state: 'signedOut', signIn };
    }
    return { state: 'unavailable' };
  } catch {
    return { state: 'unavailable' };
  }
}

export async function endSession() {
  await fetch('/signout', { method: 'POST', redirect: 'manual' });
}
