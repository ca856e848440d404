import { LightningElement } from 'lwc';
import { SIGNED_OUT, endSession, keepFor, readSession, wasSignedIn } from 'page/session';
import { sayAround, sayCode, texts } from 'c/dealdraftTexts';

/** Pages whose code comes when they are opened: the list of deals, where most begin, is there sooner. */
const LATER = {
  deal: () => import('page/deal'),
  operations: () => import('page/operations'),
  bulk: () => import('page/bulk'),
  bulkJob: () => import('page/bulkJob'),
  delivery: () => import('page/delivery'),
};

/** The frame of every page: who is signed in, where one is, whether the browser is online. */
export default class App extends LightningElement {
  texts = texts;
  session = { state: 'loading' };
  route = routeOf(window.location.hash);
  isOffline = !navigator.onLine;
  hasEnded = false;
  /** The component of a page that came later, and of which route it is. */
  later = null;
  hasFetchFailed = false;

  connectedCallback() {
    window.addEventListener('hashchange', this.follow);
    window.addEventListener('online', this.noteConnection);
    window.addEventListener('offline', this.noteConnection);
    window.addEventListener(SIGNED_OUT, this.loadSession);
    this.loadSession();
    this.fetchPage();
  }

  disconnectedCallback() {
    window.removeEventListener('hashchange', this.follow);
    window.removeEventListener('online', this.noteConnection);
    window.removeEventListener('offline', this.noteConnection);
    window.removeEventListener(SIGNED_OUT, this.loadSession);
  }

  renderedCallback() {
    const page = this.isSignedIn ? sayCode('page', this.route.page) : null;
    document.title = page ? `${page} | dealdraft` : 'dealdraft';
  }

  loadSession = async () => {
    this.session = await readSession();
    // Also after a reload: the page is new, and the tab remembers.
    this.hasEnded = this.isSignedOut && wasSignedIn();
    if (this.isSignedIn) keepFor(this.user);
  };

  follow = () => {
    this.route = routeOf(window.location.hash);
    this.fetchPage();
    window.scrollTo(0, 0);
    // As after a page load: a screen reader starts at the new page, and Tab goes on from there.
    this.template.querySelector('main')?.focus();
  };

  async fetchPage() {
    const { page } = this.route;
    this.hasFetchFailed = false;
    this.later = null;
    if (!(page in LATER)) return;
    try {
      const { default: component } = await LATER[page]();
      if (page === this.route.page) this.later = component;
    } catch {
      this.hasFetchFailed = page === this.route.page;
    }
  }

  reload() {
    window.location.reload();
  }

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

  get signedInAs() {
    return sayAround('page_signedInAs', 'name');
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

  get isFetching() {
    return this.route.page in LATER && this.later === null && !this.hasFetchFailed;
  }

  get laterProps() {
    const { page, id: recordId } = this.route;
    const { isAdmin } = this;
    return {
      deal: { recordId },
      operations: { isAdmin },
      bulkJob: { isAdmin, recordId },
      delivery: { isAdmin, recordId },
    }[page];
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

  get isDelivery() {
    return this.route.page === 'delivery';
  }

  get isBulk() {
    return this.route.page === 'bulk' || this.route.page === 'bulkJob';
  }

  get isUnknown() {
    return this.route.page === 'unknown';
  }

  get dealsCurrent() {
    return this.isDeals ? 'page' : null;
  }

  get bulkCurrent() {
    return this.route.page === 'bulk' ? 'page' : null;
  }

  get bulkTab() {
    return tab(this.isBulk);
  }

  get operationsCurrent() {
    return this.isOperations ? 'page' : null;
  }

  get dealsTab() {
    return tab(this.isDeals || this.isDeal);
  }

  get operationsTab() {
    return tab(this.isOperations || this.isDelivery);
  }
}

function tab(isActive) {
  return `bar__tab${isActive ? ' bar__tab_active' : ''}`;
}

function routeOf(hash) {
  const [, page = '', id, ...more] = hash.split('/');
  if (page === '' || (page === 'deals' && !id)) return { page: 'deals' };
  if (page === 'deals' && id && more.length === 0) return { page: 'deal', id: decoded(id) };
  if (page === 'bulk' && !id) return { page: 'bulk' };
  if (page === 'bulk' && more.length === 0) return { page: 'bulkJob', id: decoded(id) };
  if (page === 'operations' && id === undefined) return { page: 'operations' };
  if (page === 'operations' && id === 'deliveries' && more.length === 1)
    return { page: 'delivery', id: decoded(more[0]) };
  return { page: 'unknown' };
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
