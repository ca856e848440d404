import { LightningElement, api } from 'lwc';
import { debounce } from 'c/dealdraftClock';
import { say, sayCode, texts } from 'c/dealdraftTexts';
import { JOBS } from 'page/bulkDocuments';
import { agoText, countText, timeText } from 'page/format';
import { ask } from 'page/graph';

const REREAD_AFTER_MS = 1_000;

/** Jobs over many deals, the newest first, each with how far it is: the reader's own, for administrators everybody's. */
export default class Jobs extends LightningElement {
  /** How many at most. */
  @api shown;
  texts = texts;
  jobs = [];
  errorText = '';
  #progress;
  readSoon = debounce(REREAD_AFTER_MS, () => this.load());

  /** What `syncProgress` says, where a page watches it: whatever a job makes shows in it. */
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
    try {
      this.jobs = (await ask(JOBS, { first: Number(this.shown) })).bulkJobs.nodes;
      this.errorText = '';
    } catch (error) {
      this.errorText = say('bulk_jobsFailed', { why: error.body?.message ?? error.message });
    }
  }

  get isShown() {
    return this.hasJobs || this.errorText !== '';
  }

  get hasJobs() {
    return this.jobs.length > 0;
  }

  get rows() {
    return this.jobs.map((job) => {
      const { id, state, dryRun, total, waiting, creatable, created, failed } = job;
      return {
        id,
        href: `#/bulk/${id}`,
        what: dryRun ? texts.bulk_preview : texts.bulk_contracts,
        started: timeText(job.startedAt),
        startedAgo: agoText(job.startedAt),
        startedBy: job.startedBy,
        state: sayCode('bulkState', state),
        badge: `slds-badge delivery bulk__state_${state.toLowerCase()}`,
        progress: say('bulk_progress', {
          done: countText(total - waiting),
          total: countText(total),
        }),
        good: countText(dryRun ? creatable : created),
        failed: countText(failed),
      };
    });
  }
}
