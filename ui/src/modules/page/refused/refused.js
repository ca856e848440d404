import { LightningElement, api } from 'lwc';
import { debounce } from 'c/dealdraftClock';
import { agoText, timeText } from 'page/format';
import { ask } from 'page/graph';
import { texts } from 'c/dealdraftTexts';

const REFUSED = /* GraphQL */ `
  query RefusedRequests {
    activities(kind: [REJECTED_DELIVERY], first: 10) {
      nodes {
        at
        status
        error
      }
    }
  }
`;
const REREAD_AFTER_MS = 1_000;

/** Requests at the webhook's address that were not taken: a wrong key, or a stranger. Nothing where there are none. */
export default class Refused extends LightningElement {
  texts = texts;
  nodes = [];
  #progress;
  readSoon = debounce(REREAD_AFTER_MS, () => this.load());

  /** What `syncProgress` says. */
  @api
  get progress() {
    return this.#progress;
  }

  set progress(value) {
    this.#progress = value;
    this.readSoon();
  }

  connectedCallback() {
    this.load();
  }

  disconnectedCallback() {
    this.readSoon.cancel();
  }

  async load() {
    // What can't be read here is said by the other parts of the page.
    const data = await ask(REFUSED).catch(() => null);
    if (data !== null) this.nodes = data.activities.nodes;
  }

  get hasRows() {
    return this.nodes.length > 0;
  }

  get rows() {
    return this.nodes.map(({ at, status, error }, index) => ({
      key: index,
      ago: agoText(at),
      exact: timeText(at),
      status: status ?? '',
      error: error ?? '',
    }));
  }
}
