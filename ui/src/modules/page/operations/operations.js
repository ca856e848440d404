import { LightningElement, api } from 'lwc';
import { readLiveAccess } from 'c/dealdraftApi';
import { startLive } from 'c/dealdraftLive';
import { agoText, countText } from 'page/format';
import { ask } from 'page/graph';
import { LANGUAGE, sayCount, texts } from 'c/dealdraftTexts';
import { SYNC_PROGRESS, SYNC_PROGRESS_LIVE } from './documents';

const LIVE_TEXT = {
  connecting: texts.operations_connecting,
  live: texts.operations_live,
  polling: texts.operations_polling,
  offline: texts.operations_offline,
};

/** What an operator looks at when something is wrong: what it is, how the neighbours do, what became of each delivery. */
export default class Operations extends LightningElement {
  @api isAdmin;
  texts = texts;
  /** Its parts read what they show anew whenever it changes. */
  progress = null;
  state = 'loading';
  errorText = '';
  liveState = 'connecting';
  /** Of the set-up, when somebody last had it checked here. */
  failedChecks = 0;

  connectedCallback() {
    if (!this.isAdmin) {
      this.state = 'forbidden';
      return;
    }
    this.live = startLive({
      getAccess: readLiveAccess,
      query: SYNC_PROGRESS_LIVE,
      variables: {},
      language: LANGUAGE,
      onEvent: ({ syncProgress }) => this.take(syncProgress),
      onRead: () => this.load(),
      onState: (state) => {
        this.liveState = state;
      },
    });
    this.load();
  }

  disconnectedCallback() {
    this.live?.stop();
  }

  load = async () => {
    try {
      this.take((await ask(SYNC_PROGRESS)).syncProgress);
    } catch (error) {
      this.state = 'failed';
      this.errorText = error.body?.message ?? error.message;
    }
  };

  take(progress) {
    this.progress = progress;
    this.state = 'ready';
  }

  get isLoading() {
    return this.state === 'loading';
  }

  get isForbidden() {
    return this.state === 'forbidden';
  }

  get hasFailed() {
    return this.state === 'failed';
  }

  get isReady() {
    return this.state === 'ready';
  }

  get liveText() {
    return LIVE_TEXT[this.liveState];
  }

  get liveClass() {
    return `live live_${this.liveState}`;
  }

  handleChecked({ detail }) {
    this.failedChecks = detail.failed;
  }

  /** What the service says, and what the check of the set-up found: nothing is fine while it fails. */
  get notices() {
    if (this.failedChecks === 0) return this.progress.notices;
    const ofChecks = {
      kind: 'CHECKS_FAILED',
      urgency: 'ACT',
      title: sayCount('notices_checks', this.failedChecks),
      cause: null,
      since: null,
      todo: texts.notices_checksTodo,
    };
    return [...this.progress.notices, ofChecks];
  }

  get tiles() {
    const { waiting, parked, deliveries, lastReconciledAt } = this.progress;
    return [
      { label: texts.operations_waiting, value: countText(waiting) },
      { label: texts.operations_parked, value: countText(parked), alarm: parked > 0 },
      { label: texts.operations_received, value: countText(deliveries.received) },
      {
        label: texts.operations_lastPass,
        value: agoText(lastReconciledAt) || texts.operations_nonePassed,
      },
    ].map(({ label, value, alarm }) => ({
      label,
      value,
      class: alarm ? 'tile tile_alarm' : 'tile',
    }));
  }
}
