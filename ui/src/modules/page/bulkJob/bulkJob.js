import { LightningElement, api } from 'lwc';
import { readLiveAccess } from 'c/dealdraftApi';
import { refusalWords } from 'c/dealdraftErrors';
import { startLive } from 'c/dealdraftLive';
import { LANGUAGE, say, sayCode, sayCount, texts } from 'c/dealdraftTexts';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { JOB, LEAD, PROGRESS, START } from 'page/bulkDocuments';
import { countText, timeText } from 'page/format';
import { ask } from 'page/graph';
import { Pages } from 'page/pager';
import { saveAs, toCsv } from './csv';
import { problemWords } from './problems';

const PAGE_SIZE = 20;
const FILE_PAGE_SIZE = 100;
/** As a file of deals has it in every language, so that this one can be taken for the next job. */
const DEAL_COLUMN = 'opportunityId';
const ANY = 'ANY';
const ROW_STATES = ['FAILED', 'CREATED', 'CREATABLE', 'EXISTING', 'WAITING'];

/** One job over many deals: how far it is, what became of each deal, and leading it. */
export default class BulkJob extends LightningElement {
  @api recordId;
  @api isAdmin = false;
  texts = texts;
  job = null;
  rows = [];
  state = 'loading';
  errorText = '';
  rowState = ANY;
  pages = new Pages();
  isBusy = false;
  isAsking = false;
  request = 0;
  live = null;

  connectedCallback() {
    this.load();
  }

  disconnectedCallback() {
    this.listen(false);
  }

  load = async () => {
    const request = ++this.request;
    try {
      const { bulkJob } = await ask(JOB, {
        id: this.recordId,
        state: this.rowState === ANY ? null : [this.rowState],
        first: PAGE_SIZE,
        after: this.pages.after,
      });
      if (request !== this.request) return;
      this.state = bulkJob === null ? 'absent' : 'ready';
      if (bulkJob === null) return;
      const { rows, ...job } = bulkJob;
      this.job = job;
      this.rows = rows.nodes;
      this.pages = this.pages.read(rows.pageInfo);
      this.listen(this.isUnderWay);
    } catch (error) {
      if (request !== this.request) return;
      this.state = 'failed';
      this.errorText = error.body?.message ?? error.message;
    }
  };

  /** While the job is under way; its end is the last that is told. */
  listen(isWanted) {
    if (isWanted === (this.live !== null)) return;
    if (!isWanted) {
      this.live.stop();
      this.live = null;
      return;
    }
    this.live = startLive({
      getAccess: readLiveAccess,
      query: PROGRESS,
      variables: { id: this.recordId },
      language: LANGUAGE,
      onEvent: ({ bulkProgress }) => this.take(bulkProgress),
      onRead: () => this.load(),
      onState: () => {},
    });
  }

  take(progress) {
    this.job = { ...this.job, ...progress };
    // The rows on the page may have their outcome by now.
    if (!this.isUnderWay || this.rows.some(({ state }) => state === 'WAITING')) this.load();
  }

  chooseRows(event) {
    this.rowState = event.detail.value;
    this.pages = new Pages();
    this.load();
  }

  turn(event) {
    this.pages = event.detail;
    this.load();
  }

  lead(event) {
    const { action } = event.currentTarget.dataset;
    this.act(async () => {
      const { lead } = await ask(LEAD[action], { input: { id: this.recordId } });
      this.refuse(lead.userErrors);
      await this.load();
    });
  }

  askToCreate() {
    this.isAsking = true;
  }

  closeQuestion() {
    this.isAsking = false;
  }

  create() {
    this.isAsking = false;
    this.act(async () => {
      const input = { templateId: this.job.template.id, ofJob: this.recordId, dryRun: false };
      const { startBulkCreate } = await ask(START, { input });
      this.refuse(startBulkCreate.userErrors);
      if (startBulkCreate.job !== null) window.location.hash = `#/bulk/${startBulkCreate.job.id}`;
    });
  }

  download() {
    this.act(async () => {
      const lines = [
        [
          DEAL_COLUMN,
          texts.deals_opportunity,
          texts.column_state,
          texts.column_contract,
          texts.bulk_contractLink,
          texts.bulk_problems,
        ],
      ];
      for (const row of await this.rowsAfter(null)) lines.push(this.toLine(row));
      saveAs(`dealdraft-${this.recordId}.csv`, toCsv(lines));
    });
  }

  /** Each page begins where the one before ended. */
  async rowsAfter(after) {
    const { bulkJob } = await ask(JOB, { id: this.recordId, first: FILE_PAGE_SIZE, after });
    const { nodes, pageInfo } = bulkJob.rows;
    return pageInfo.hasNextPage ? [...nodes, ...(await this.rowsAfter(pageInfo.endCursor))] : nodes;
  }

  async act(action) {
    this.isBusy = true;
    try {
      await action();
    } catch (error) {
      this.toast(error.body?.message ?? error.message);
    } finally {
      this.isBusy = false;
    }
  }

  refuse([problem]) {
    if (problem) this.toast(refusalWords(problem));
  }

  toast(message) {
    this.dispatchEvent(
      new ShowToastEvent({ variant: 'error', title: texts.page_notDone, message }),
    );
  }

  get isLoading() {
    return this.state === 'loading';
  }

  get hasFailed() {
    return this.state === 'failed';
  }

  get isAbsent() {
    return this.state === 'absent';
  }

  get isReady() {
    return this.job !== null && this.state === 'ready';
  }

  get isUnderWay() {
    return this.job.state === 'RUNNING' || this.job.state === 'PAUSED';
  }

  get heading() {
    const { dryRun, template } = this.job;
    const values = { template: template?.name ?? '' };
    return dryRun ? say('bulk_previewOf', values) : say('bulk_contractsOf', values);
  }

  get about() {
    const { startedBy, startedAt } = this.job;
    return say('bulk_about', { who: startedBy, when: timeText(startedAt) });
  }

  get stateText() {
    return sayCode('bulkState', this.job.state);
  }

  get badge() {
    return `slds-badge delivery bulk__state bulk__state_${this.job.state.toLowerCase()}`;
  }

  get done() {
    return this.job.total - this.job.waiting;
  }

  get progressText() {
    return say('bulk_progress', { done: countText(this.done), total: countText(this.job.total) });
  }

  get counts() {
    const { dryRun, creatable, created, existing, failed } = this.job;
    return [
      dryRun
        ? { key: 'CREATABLE', label: texts.bulkRow_CREATABLE, value: countText(creatable) }
        : { key: 'CREATED', label: texts.bulkRow_CREATED, value: countText(created) },
      { key: 'EXISTING', label: texts.bulkRow_EXISTING, value: countText(existing) },
      { key: 'FAILED', label: texts.bulkRow_FAILED, value: countText(failed) },
    ];
  }

  get canPause() {
    return this.job.state === 'RUNNING';
  }

  get canResume() {
    return this.job.state === 'PAUSED' || this.job.state === 'CANCELLED';
  }

  get canCancel() {
    return this.isUnderWay;
  }

  get canRetry() {
    return !this.isUnderWay && this.job.failed > 0;
  }

  get canCreate() {
    const { dryRun, state, creatable, template } = this.job;
    return dryRun && state === 'DONE' && creatable > 0 && template !== null;
  }

  get createLabel() {
    return sayCount('bulk_create', this.job.creatable);
  }

  get rowStates() {
    return [
      { label: texts.bulk_allRows, value: ANY },
      ...ROW_STATES.map((value) => ({ label: sayCode('bulkRow', value), value })),
    ];
  }

  get shownRows() {
    return this.rows.map(({ opportunityId, opportunity, contract, state, userErrors }) => ({
      key: opportunityId,
      name: opportunity?.name ?? opportunityId,
      url: `#/deals/${opportunityId}`,
      contract,
      state: sayCode('bulkRow', state),
      badge: `slds-badge delivery bulk__row_${state.toLowerCase()}`,
      problems: this.problemsOf(userErrors),
    }));
  }

  get hasRows() {
    return this.rows.length > 0;
  }

  get hasNoRows() {
    return !this.hasRows;
  }

  toLine({ opportunityId, opportunity, contract, state, userErrors }) {
    return [
      opportunityId,
      opportunity?.name ?? '',
      sayCode('bulkRow', state),
      contract?.id ?? '',
      contract?.url ?? '',
      this.problemsOf(userErrors),
    ];
  }

  problemsOf(userErrors) {
    return problemWords(userErrors, this.job.template, this.isAdmin);
  }
}
