import { LightningElement, api } from 'lwc';
import { readContractHistory } from 'c/dealdraftApi';
import { nowMs } from 'c/dealdraftClock';
import { reduceErrors } from 'c/dealdraftErrors';
import { say, texts } from 'c/dealdraftTexts';
import { toApprovalsView, toEventsView } from './historyView';

/** What happened to one contract, its approvals and its comments: read when somebody opens it, and again when it changed. */
export default class DealdraftHistory extends LightningElement {
  @api contractId;
  @api contractName;
  texts = texts;
  history = null;
  problem = null;
  isOpen = false;
  isBusy = false;
  request = 0;
  #stamp;

  /** Another one when the contract changed. */
  @api
  get stamp() {
    return this.#stamp;
  }

  set stamp(value) {
    const isNews = value !== this.#stamp;
    this.#stamp = value;
    if (isNews && this.isOpen) this.load();
  }

  handleToggle() {
    this.isOpen = !this.isOpen;
    if (this.isOpen) this.load();
  }

  async load() {
    const request = ++this.request;
    this.isBusy = true;
    try {
      const history = await readContractHistory(this.contractId);
      if (request !== this.request) return;
      this.history = history;
      this.problem = history === null ? texts.history_gone : null;
    } catch (error) {
      if (request !== this.request) return;
      this.problem = reduceErrors(error).join(' ');
    } finally {
      if (request === this.request) this.isBusy = false;
    }
  }

  get ariaBusy() {
    return this.isBusy ? 'true' : 'false';
  }

  get expanded() {
    return this.isOpen ? 'true' : 'false';
  }

  get label() {
    return this.isOpen ? texts.history_hide : texts.history_show;
  }

  get said() {
    return say('history_of', { label: this.label, contract: this.contractName });
  }

  get isLoading() {
    return this.isBusy && this.history === null;
  }

  get events() {
    return toEventsView(this.history?.events ?? [], nowMs());
  }

  get hasNoEvents() {
    return this.history !== null && this.events.length === 0;
  }

  get approvals() {
    return toApprovalsView(this.history?.approvals ?? []);
  }

  get comments() {
    return (this.history?.comments ?? []).map((comment, index) => ({
      key: index,
      text: comment.text,
      replies: comment.replies.map((text, at) => ({ key: at, text })),
    }));
  }

  /** Which parts SpotDraft did not show; nothing is said of those that are only empty. */
  get missing() {
    if (this.history === null) return null;
    const { approvals, comments } = this.history;
    if (approvals === null && comments === null) return texts.history_neither;
    if (approvals === null) return texts.history_noApprovals;
    return comments === null ? texts.history_noComments : null;
  }
}
