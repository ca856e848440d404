import { LightningElement } from 'lwc';
import { SIGNED_OUT, endSession, keepFor, readSession } from 'page/session';

const TITLES = { deals: 'Opportunities', deal: 'Opportunity', operations: 'Operations' };

/** The frame of every page: who is signed in, where one is, whether the browser is online. */
export default class App extends LightningElement {
  session = { state: 'loading' };
  route = routeOf(window.location.hash);
  isOffline = !navigator.onLine;
  hasEnded = false;

  connectedCallback() {
    window.addEventListener('hashchange', this.follow);
    window.addEventListener('online', this.noteConnection);
    window.addEventListener('offline', this.noteConnection);
    window.addEventListener(SIGNED_OUT, this.loadSession);
    this.loadSession();
  }

  disconnectedCallback() {
    window.removeEventListener('hashchange', this.follow);
    window.removeEventListener('online', this.noteConnection);
    window.removeEventListener('offline', this.noteConnection);
    window.removeEventListener(SIGNED_OUT, this.loadSession);
  }

  renderedCallback() {
    const page = this.isSignedIn ? TITLES[this.route.page] : null;
    document.title = page ? `${page} | dealdraft` : 'dealdraft';
  }

  loadSession = async () => {
    const before = this.session.state;
    this.session = await readSession();
    this.hasEnded = before === 'signedIn' && this.session.state === 'signedOut';
    if (this.isSignedIn) keepFor(this.user);
  };

  follow = () => {
    this.route = routeOf(window.location.hash);
    window.scrollTo(0, 0);
    // As after a page load: a screen reader starts at the new page, and Tab goes on from there.
    this.template.querySelector('main')?.focus();
  };

  noteConnection = () => {
    this.isOffline = !navigator.onLine;
  };

  skip(event) {
    event.preventDefault();
    this.template.querySelector('main').focus();
  }

  async signOut() {
    await endSession();
    window.location.assign('/');
  }

  /** The contracts of a deal say it themselves. */
  get isOfflineSaid() {
    return this.isOffline && !(this.isSignedIn && this.isDeal);
  }

  get isLoading() {
    return this.session.state === 'loading';
  }

  get isSignedIn() {
    return this.session.state === 'signedIn';
  }

  get isSignedOut() {
    return this.session.state === 'signedOut';
  }

  get isUnavailable() {
    return this.session.state === 'unavailable';
  }

  get user() {
    return this.session.user;
  }

  get initials() {
    const words = (this.user.name || this.user.username).split(/\s+/);
    return words
      .map((word) => word[0]?.toUpperCase() ?? '')
      .join('')
      .slice(0, 2);
  }

  get isAdmin() {
    return this.user?.roles.includes('admin') ?? false;
  }

  get isDeals() {
    return this.route.page === 'deals';
  }

  get isDeal() {
    return this.route.page === 'deal';
  }

  get isOperations() {
    return this.route.page === 'operations';
  }

  get dealsCurrent() {
    return this.isDeals ? 'page' : null;
  }

  get operationsCurrent() {
    return this.isOperations ? 'page' : null;
  }

  get dealsTab() {
    return tab(this.isDeals || this.isDeal);
  }

  get operationsTab() {
    return tab(this.isOperations);
  }
}

function tab(isActive) {
  return `bar__tab${isActive ? ' bar__tab_active' : ''}`;
}

function routeOf(hash) {
  const [, page, id] = hash.split('/');
  if (page === 'deals' && id) return { page: 'deal', id: decodeURIComponent(id) };
  if (page === 'operations') return { page: 'operations' };
  return { page: 'deals' };
}
