import { LightningElement, api } from 'lwc';
import { debounce } from 'c/dealdraftClock';
import { refusalWords } from 'c/dealdraftErrors';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { activityText, agoText, countText, stateText, timeText } from 'page/format';
import { ask } from 'page/graph';
import { noticeTitle } from 'page/notices';
import { Pages } from 'page/pager';
import { say, sayCount, texts } from 'c/dealdraftTexts';
import { DEALS_NAMED, DELIVERIES, REPLAY } from './documents';

const PAGE_SIZE = 20;
const ANY = 'ANY';
const STATES = [
  { label: texts.deliveries_allStates, value: ANY },
  { label: texts.state_PARKED, value: 'PARKED' },
  { label: texts.state_WAITING, value: 'WAITING' },
  { label: texts.state_APPLIED, value: 'APPLIED' },
  { label: texts.state_IGNORED, value: 'IGNORED' },
];
/** What people look for; SpotDraft has more words, which need no work. */
const ACTIVITIES = [
  'CONTRACT_CREATED',
  'CONTRACT_DATA_UPDATED',
  'CONTRACT_SENT_TO_COUNTERPARTY',
  'CONTRACT_MARK_FOR_EXECUTION',
  'CONTRACT_UNMARK_FOR_EXECUTION',
  'CONTRACT_SIGNATURE_REQUESTED',
  'CONTRACT_SIGNED',
  'CONTRACT_SIGNATURE_DECLINED',
  'CONTRACT_EXECUTED',
  'CONTRACT_VOIDED',
  'CONTRACT_DELETED',
  'CONTRACT_VERSION_UPLOADED',
  'CONTRACT_EXTERNAL_METADATA_CREATED',
  'CONTRACT_EXTERNAL_METADATA_UPDATED',
  'CONTRACT_APPROVAL_REQUESTED',
  'CONTRACT_APPROVAL_COMPLETED',
];
const NOTHING_CHOSEN = { state: ANY, activity: ANY, contract: '', deal: '', from: '', to: '' };
/** What was last looked for; somebody who comes back from a delivery finds the list as they left it. */
const remembered = { choice: NOTHING_CHOSEN, pages: new Pages() };
/** News come in bursts; the table is read once for all of a burst. */
const REREAD_AFTER_MS = 400;

/** Every delivery, as far as it fits what somebody looks for, and putting them to work again. */
export default class Deliveries extends LightningElement {
  texts = texts;
  choice = remembered.choice;
  pages = remembered.pages;
  problems = {};
  criteria = {};
  nodes = [];
  isRead = false;
  isBusy = false;
  question = null;
  request = 0;
  #progress;
  readSoon = debounce(REREAD_AFTER_MS, () => this.read().catch(this.fail));

  /** What `syncProgress` says. */
  @api
  get progress() {
    return this.#progress;
  }

  set progress(value) {
    this.#progress = value;
    if (this.isRead) this.readSoon();
  }

  connectedCallback() {
    this.search();
  }

  disconnectedCallback() {
    this.readSoon.cancel();
    Object.assign(remembered, { choice: this.choice, pages: this.pages });
  }

  async search() {
    const request = ++this.request;
    try {
      const criteria = await this.criteriaOf(this.choice);
      if (request !== this.request || criteria === null) return;
      this.criteria = criteria;
      await this.read();
    } catch (error) {
      if (request === this.request) this.fail(error);
    }
  }

  async read() {
    const request = ++this.request;
    const { deliveries } = await ask(DELIVERIES, {
      ...this.criteria,
      first: PAGE_SIZE,
      after: this.pages.after,
    });
    if (request !== this.request) return;
    this.nodes = deliveries.nodes;
    this.pages = this.pages.read(deliveries.pageInfo);
    this.isRead = true;
  }

  /** What the service is asked for; null, with what is wrong beside its field, where it can't be told. */
  async criteriaOf({ state, activity, contract, deal, from, to }) {
    const contractId = contract.trim();
    if (contractId !== '' && !/^(?:[th]-|#)?\d{1,18}$/i.test(contractId)) {
      this.problems = { contract: texts.deliveries_badContract };
      return null;
    }
    const found = deal.trim() === '' ? null : await dealMeant(deal.trim());
    if (found?.problem) {
      this.problems = { deal: found.problem };
      return null;
    }
    this.problems = {};
    return {
      ...(state === ANY ? {} : { state: [state] }),
      ...(activity === ANY ? {} : { activity: [activity] }),
      ...(contractId === '' ? {} : { contractId: contractId.toUpperCase() }),
      ...(found ? { opportunityId: found.id } : {}),
      ...(from === '' ? {} : { since: midnight(from, 0) }),
      ...(to === '' ? {} : { until: midnight(to, 1) }),
    };
  }

  fail = (error) => {
    this.toast('error', texts.page_notDone, error.body?.message ?? error.message);
  };

  choose(event) {
    const { choice } = event.currentTarget.dataset;
    this.choice = { ...this.choice, [choice]: event.detail.value };
    this.pages = new Pages();
    this.search();
  }

  clear() {
    this.choice = NOTHING_CHOSEN;
    this.pages = new Pages();
    this.search();
  }

  turn(event) {
    this.pages = event.detail;
    this.read().catch(this.fail);
  }

  replayOne(event) {
    this.replay({ ids: [event.currentTarget.dataset.id] });
  }

  get allToReplay() {
    return this.isNarrowed ? this.criteria : { state: ['PARKED'] };
  }

  async countBeforeReplay() {
    const input = this.allToReplay;
    this.isBusy = true;
    try {
      const { replayDeliveries } = await ask(REPLAY, { input: { ...input, dryRun: true } });
      const [problem] = replayDeliveries.userErrors;
      const { matching } = replayDeliveries;
      if (problem) this.toast('error', texts.deliveries_notReplayed, refusalWords(problem));
      else if (matching === 0) this.toast('info', texts.deliveries_nothingToDo);
      else this.question = { input, heading: sayCount('deliveries_ask', matching) };
    } catch (error) {
      this.fail(error);
    } finally {
      this.isBusy = false;
    }
  }

  closeQuestion() {
    this.question = null;
  }

  replayCounted() {
    const { input } = this.question;
    this.question = null;
    this.replay(input);
  }

  async replay(input) {
    this.isBusy = true;
    try {
      const { replayDeliveries } = await ask(REPLAY, { input });
      const [problem] = replayDeliveries.userErrors;
      if (problem) this.toast('error', texts.deliveries_notReplayed, refusalWords(problem));
      else this.toast('success', sayCount('deliveries_replayed', replayDeliveries.replayed));
      await this.read();
    } catch (error) {
      this.fail(error);
    } finally {
      this.isBusy = false;
    }
  }

  toast(variant, title, message) {
    this.dispatchEvent(new ShowToastEvent({ variant, title, message }));
  }

  get states() {
    return STATES;
  }

  get activities() {
    return [
      { label: texts.deliveries_anything, value: ANY },
      ...ACTIVITIES.map((value) => ({ label: activityText(value), value })),
    ];
  }

  get isNarrowed() {
    return Object.keys(this.criteria).length > 0;
  }

  get rows() {
    return this.nodes.map(({ id, activity, contractId, state, reason, receivedAt }) => ({
      id,
      href: `#/operations/deliveries/${id}`,
      activity: activityText(activity),
      openLabel: say('deliveries_openOf', { activity: activityText(activity), id }),
      contractId: contractId ?? '–',
      state: stateText(state),
      badge: `slds-badge delivery delivery_${state.toLowerCase()}`,
      reason: reason ?? this.waitsFor(state),
      received: timeText(receivedAt),
      receivedAgo: agoText(receivedAt),
      said: say('deliveries_replayOf', { id }),
    }));
  }

  /** What waits, and was not tried yet, waits for a system that is left alone. */
  waitsFor(state) {
    if (state !== 'WAITING') return '';
    const paused = this.progress.notices.filter(({ kind }) => kind === 'SYSTEM_PAUSED');
    return paused.map(noticeTitle).join(' ');
  }

  get hasRows() {
    return this.nodes.length > 0;
  }

  get isEmpty() {
    return this.isRead && !this.hasRows;
  }

  get emptyHeading() {
    return this.isNarrowed ? texts.deliveries_noMatch : texts.deliveries_none;
  }

  get emptyText() {
    return this.isNarrowed ? texts.page_changeSearch : texts.deliveries_noneHelp;
  }

  get emptyAction() {
    return this.isNarrowed ? texts.page_showAll : null;
  }

  get parkedCount() {
    return this.progress.deliveries.parked;
  }

  get replayAllLabel() {
    return this.isNarrowed
      ? texts.deliveries_replayMatching
      : say('deliveries_replayParked', { count: countText(this.parkedCount) });
  }

  get cannotReplayAll() {
    return this.isBusy || (this.isNarrowed ? !this.hasRows : this.parkedCount === 0);
  }
}

/** A deal by its id, by its address in Salesforce or here, or by its name where one deal alone has it. */
async function dealMeant(text) {
  const [id] = /\b006[a-zA-Z0-9]{12}(?:[a-zA-Z0-9]{3})?\b/.exec(text) ?? [];
  if (id) return { id };
  const { nodes } = (await ask(DEALS_NAMED, { search: text })).opportunities;
  const exact = nodes.filter(({ name }) => name === text);
  if (exact.length === 1 || nodes.length === 1) return { id: (exact[0] ?? nodes[0]).id };
  return {
    problem: nodes.length === 0 ? texts.deliveries_noDeal : texts.deliveries_severalDeals,
  };
}

/** The beginning of that day, or of one `days` later, where the reader is. */
function midnight(date, days) {
  const [year, month, day] = date.split('-').map(Number);
  return new Date(year, month - 1, day + days).toISOString();
}
