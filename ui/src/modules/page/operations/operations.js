import { LightningElement, api } from 'lwc';
import { readLiveAccess } from 'c/dealdraftApi';
import { debounce } from 'c/dealdraftClock';
import { startLive } from 'c/dealdraftLive';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { agoText, timeText } from 'page/format';
import { ask } from 'page/graph';
import { DELIVERIES, REPLAY, SYNC_PROGRESS, SYNC_PROGRESS_LIVE } from './documents';

const PAGE_SIZE = 20;
const ALL = 'ALL';
const STATES = [
  { label: 'All states', value: ALL },
  { label: 'Parked', value: 'PARKED' },
  { label: 'Waiting', value: 'WAITING' },
  { label: 'Applied', value: 'APPLIED' },
  { label: 'Ignored', value: 'IGNORED' },
];
const LIVE_TEXT = {
  connecting: 'Connecting…',
  live: 'Live',
  polling: 'Every 30 seconds',
  offline: 'Offline',
};
/** News come in bursts; the table is read once for all of a burst. */
const REREAD_AFTER_MS = 400;

/** What an operator looks at when something is wrong: does the sync work, and what became of each delivery. */
export default class Operations extends LightningElement {
  @api isAdmin;
  progress = null;
  deliveries = [];
  cursors = [null];
  endCursor = null;
  hasNextPage = false;
  stateChoice = ALL;
  state = 'loading';
  errorText = '';
  liveState = 'connecting';
  isAsking = false;
  isReplaying = false;
  readSoon = debounce(REREAD_AFTER_MS, () => this.loadDeliveries().catch(this.fail));

  connectedCallback() {
    if (!this.isAdmin) {
      this.state = 'forbidden';
      return;
    }
    this.live = startLive({
      getAccess: readLiveAccess,
      query: SYNC_PROGRESS_LIVE,
      variables: {},
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
    this.readSoon.cancel();
  }

  load = async () => {
    try {
      const [{ syncProgress }] = await Promise.all([ask(SYNC_PROGRESS), this.loadDeliveries()]);
      this.progress = syncProgress;
      this.state = 'ready';
    } catch (error) {
      this.state = 'failed';
      this.errorText = error.body?.message ?? error.message;
    }
  };

  async loadDeliveries() {
    const { deliveries } = await ask(DELIVERIES, {
      state: this.stateChoice === ALL ? null : [this.stateChoice],
      first: PAGE_SIZE,
      after: this.cursors.at(-1),
    });
    this.deliveries = deliveries.nodes;
    this.hasNextPage = deliveries.pageInfo.hasNextPage;
    this.endCursor = deliveries.pageInfo.endCursor;
  }

  take(progress) {
    this.progress = progress;
    this.readSoon();
  }

  fail = (error) => {
    this.toast('error', 'That did not work', error.body?.message ?? error.message);
  };

  turnTo(cursors) {
    this.cursors = cursors;
    this.loadDeliveries().catch(this.fail);
  }

  chooseState(event) {
    this.stateChoice = event.detail.value;
    this.turnTo([null]);
  }

  next() {
    this.turnTo([...this.cursors, this.endCursor]);
  }

  previous() {
    this.turnTo(this.cursors.slice(0, -1));
  }

  replayOne(event) {
    this.replay({ ids: [event.currentTarget.dataset.id] });
  }

  askBeforeReplay() {
    this.isAsking = true;
  }

  closeQuestion() {
    this.isAsking = false;
  }

  replayParked() {
    this.isAsking = false;
    this.replay({ state: ['PARKED'] });
  }

  async replay(input) {
    this.isReplaying = true;
    try {
      const { replayDeliveries } = await ask(REPLAY, { input });
      const [problem] = replayDeliveries.userErrors;
      if (problem) this.toast('error', 'Nothing was replayed', problem.message);
      else this.toast('success', replayedText(replayDeliveries.replayed));
      await this.load();
    } catch (error) {
      this.fail(error);
    } finally {
      this.isReplaying = false;
    }
  }

  toast(variant, title, message) {
    this.dispatchEvent(new ShowToastEvent({ variant, title, message }));
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

  get states() {
    return STATES;
  }

  get liveText() {
    return LIVE_TEXT[this.liveState];
  }

  get liveClass() {
    return `live live_${this.liveState}`;
  }

  get tiles() {
    const { waiting, parked, deliveries, lastReconciledAt } = this.progress;
    return [
      { label: 'Contracts waiting for sync', value: waiting },
      { label: 'Contracts parked', value: parked, alarm: parked > 0 },
      { label: 'Deliveries received', value: deliveries.received },
      { label: 'Last repair pass', value: agoText(lastReconciledAt) || 'None yet' },
    ].map(({ label, value, alarm }) => ({
      label,
      value,
      class: alarm ? 'tile tile_alarm' : 'tile',
    }));
  }

  get notices() {
    const { pauses, silentForSeconds, refusedDeliveries, backfill } = this.progress;
    return [
      ...pauses.map(({ service, reason, until }) => ({
        key: service,
        icon: 'utility:pause',
        theme: 'notice notice_warning',
        text: pauseText(serviceName(service), reason, until),
      })),
      ...(silentForSeconds
        ? [
            {
              key: 'silence',
              icon: 'utility:warning',
              theme: 'notice notice_warning',
              text: `SpotDraft changed contracts, but no delivery has come since ${agoText(Date.now() - silentForSeconds * 1_000)}. Check the webhook subscription.`,
            },
          ]
        : []),
      ...(refusedDeliveries
        ? [
            {
              key: 'refused',
              icon: 'utility:warning',
              theme: 'notice notice_error',
              text: `Webhook deliveries are refused (${refusedDeliveries} so far): their signature fits no key. Set SPOTDRAFT_HMAC_KEY to what "dealdraft webhooks key" prints, or leave it out.`,
            },
          ]
        : []),
      ...(backfill
        ? [{ key: 'backfill', icon: 'utility:sync', theme: 'notice', text: backfillText(backfill) }]
        : []),
    ];
  }

  get rows() {
    return this.deliveries.map(({ id, activity, contractId, state, reason, receivedAt }) => ({
      id,
      activity: activity.replaceAll('_', ' ').toLowerCase(),
      contractId: contractId ?? '–',
      state: state.charAt(0) + state.slice(1).toLowerCase(),
      badge: `slds-badge delivery delivery_${state.toLowerCase()}`,
      reason: reason ?? '',
      received: timeText(receivedAt),
      receivedAgo: agoText(receivedAt),
      said: `Replay delivery ${id}`,
    }));
  }

  get hasRows() {
    return this.rows.length > 0;
  }

  get emptyText() {
    return this.stateChoice === ALL
      ? 'Deliveries appear here as soon as SpotDraft sends them.'
      : 'No delivery is in this state.';
  }

  get isEmpty() {
    return !this.hasRows;
  }

  get parkedCount() {
    return this.progress.deliveries.parked;
  }

  get replayParkedLabel() {
    return `Replay all parked (${this.parkedCount})`;
  }

  get nothingParked() {
    return this.parkedCount === 0 || this.isReplaying;
  }

  get isFirstPage() {
    return this.cursors.length === 1;
  }

  get isLastPage() {
    return !this.hasNextPage;
  }

  get hasPages() {
    return !(this.isFirstPage && this.isLastPage);
  }
}

function replayedText(count) {
  return count === 1
    ? 'One delivery waits for work again'
    : `${count} deliveries wait for work again`;
}

/** The cause is a sentence that mostly names the system already. */
function pauseText(service, reason, until) {
  const cause = reason.trim().replace(/\.?$/, '.');
  const said = cause.includes(service) ? cause : `${service}: ${cause}`;
  return `Paused. ${said} Next try ${agoText(until)}.`;
}

function serviceName(service) {
  return service.toLowerCase() === 'salesforce' ? 'Salesforce' : 'SpotDraft';
}

function backfillText({ finishedAt, contracts, total, estimatedSecondsLeft }) {
  if (finishedAt)
    return `The last backfill ended ${agoText(finishedAt)} and read ${contracts} contracts.`;
  const of = total === null ? '' : ` of ${total}`;
  const left =
    estimatedSecondsLeft === null
      ? ''
      : `, ready ${agoText(Date.now() + estimatedSecondsLeft * 1_000)}`;
  return `A backfill is running: ${contracts}${of} contracts read${left}.`;
}
