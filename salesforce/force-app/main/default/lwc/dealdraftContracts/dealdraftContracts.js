import { LightningElement, api } from 'lwc';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import {
  CONTRACT_CHANGED,
  archiveContract,
  confirmTerm,
  createRecipientLink,
  parseContract,
  readContractProgress,
  readDealContracts,
  readDealProgress,
  readLiveAccess,
  reduceErrors,
  syncContract,
} from 'c/dealdraftApi';
import { after, nowMs } from 'c/dealdraftClock';
import {
  blockedWords,
  describeChange,
  toContractView,
  withContract,
} from 'c/dealdraftContractView';
import { listWords, numberWords } from 'c/dealdraftFormats';
import { forgetForm, savedForms } from 'c/dealdraftKept';
import { startLive } from 'c/dealdraftLive';
import { LANGUAGE, say, texts } from 'c/dealdraftTexts';

const CLOCK_STEP_MS = 30_000;

const LIVE_WORDS = {
  connecting: texts.list_connecting,
  live: texts.list_live,
  polling: texts.list_polling,
  offline: texts.list_offline,
};

/** The contracts of the deal `recordId`: where each stands and what can be done with it, kept up to date by itself. */
export default class DealdraftContracts extends LightningElement {
  texts = texts;
  contracts = null;
  /** Why contracts are missing or old; with `contracts` null, why there are none to show. */
  problem = null;
  actionError = null;
  liveState = 'connecting';
  announcement = '';
  /** `{ id, words }` of the contract that something is done with, or null. */
  busy = null;
  /** What a contract that the deal is ready for lacks; null for nothing. */
  lacking = null;
  /** By contract id, as `readDealProgress` gives it; it comes after the list. */
  progress = {};
  viewerEmail = null;
  unfinished = [];
  /**
   * `{ kind: 'send' | 'void' | 'remind', contract }`, `{ kind: 'link' }`, `{ kind: 'generate', again, resumed }` or null.
   */
  dialog = null;
  isAskingToDiscard = false;
  focusAfterRender = null;
  now = nowMs();

  deal = null;
  live = null;
  reading = null;
  isReadAgain = false;
  cancelClock = () => {};

  @api
  get recordId() {
    return this.deal;
  }
  set recordId(value) {
    if (value === this.deal) return;
    this.deal = value;
    if (this.isConnected) this.restart();
  }

  connectedCallback() {
    this.restart();
    this.tick();
  }

  disconnectedCallback() {
    this.live?.stop();
    this.live = null;
    // What is still on its way is for nobody.
    this.reading = null;
    this.cancelClock();
  }

  renderedCallback() {
    if (this.focusAfterRender === null) return;
    const focus = this.focusAfterRender;
    this.focusAfterRender = null;
    focus();
  }

  restart() {
    this.live?.stop();
    this.live = null;
    this.reading = null;
    this.contracts = null;
    this.problem = null;
    this.actionError = null;
    this.dialog = null;
    this.progress = {};
    if (!this.deal) return;
    this.unfinished = savedForms(this.deal);
    this.live = startLive({
      getAccess: readLiveAccess,
      query: CONTRACT_CHANGED,
      variables: { opportunityId: this.deal },
      language: LANGUAGE,
      onState: (state) => this.takeLiveState(state),
      onRead: () => this.read(),
      onEvent: (data) => this.takeEvent(data),
    });
    // The list does not wait for the line; when the line is there it is read once more.
    this.read();
  }

  takeLiveState(state) {
    if (state === 'offline') this.announcement = texts.list_youAreOffline;
    else if (this.isOffline) this.announcement = texts.list_youAreOnline;
    this.liveState = state;
    // What failed while the line was down may go well now.
    if (state === 'live' && this.problem !== null) this.read();
  }

  tick() {
    this.cancelClock = after(CLOCK_STEP_MS, () => {
      this.now = nowMs();
      this.tick();
    });
  }

  /** Reads the list. A wish to read that comes meanwhile is for a newer state, so one more read follows. */
  async read() {
    if (this.reading !== null) {
      this.isReadAgain = true;
      return;
    }
    const reading = {};
    this.reading = reading;
    this.isReadAgain = false;
    try {
      const { contracts, problem, lacking, viewerEmail } = await readDealContracts(this.deal);
      if (this.reading !== reading) return;
      this.viewerEmail = viewerEmail;
      this.announceAll(contracts);
      this.contracts = contracts;
      this.lacking = lacking;
      this.problem = problem;
      if (contracts.length > 0) this.readProgress();
    } catch (error) {
      if (this.reading !== reading) return;
      this.problem = error;
      // What this user may no longer see is not left on the page.
      if (error.code === 'NOT_FOUND' || error.code === 'FORBIDDEN') this.contracts = null;
    }
    this.now = nowMs();
    this.reading = null;
    if (this.isReadAgain) this.read();
  }

  /** Who has signed and when: beside the list, which does without it while it can't be read. */
  async readProgress(id = null) {
    const deal = this.deal;
    try {
      const read = id === null ? await readDealProgress(deal) : [await readContractProgress(id)];
      if (deal !== this.deal) return;
      const found = read.filter((progress) => progress !== null);
      this.progress = {
        ...this.progress,
        ...Object.fromEntries(found.map((progress) => [progress.id, progress])),
      };
    } catch {
      // The tile says what the list itself knows.
    }
  }

  takeEvent(data) {
    const changed = parseContract(data.contractChanged);
    if (changed === null || this.contracts === null || this.reading !== null) {
      this.read();
    } else {
      this.takeContract(changed);
    }
    this.refreshRecord();
  }

  /** Shows one contract's new state; what the list does not know yet is read with its place. */
  takeContract(changed) {
    const contracts = withContract(this.contracts ?? [], changed);
    if (contracts === null) {
      this.read();
      return;
    }
    const before = this.contracts.find(({ id }) => id === changed.id);
    this.announcement = describeChange(before, changed) ?? this.announcement;
    this.contracts = contracts;
    if (contracts.some(({ id }) => id === changed.id)) this.readProgress(changed.id);
    this.now = nowMs();
  }

  announceAll(contracts) {
    if (this.contracts === null) return;
    const news = contracts
      .map((contract) =>
        describeChange(this.contracts.find(({ id }) => id === contract.id) ?? null, contract),
      )
      .filter((sentence) => sentence !== null);
    if (news.length > 0) this.announcement = news.join(' ');
  }

  /** The deal's own fields are written by the sync, too: the rest of the record page shows them anew. */
  refreshRecord() {
    notifyRecordUpdateAvailable([{ recordId: this.deal }]);
  }

  get isLoading() {
    return this.contracts === null && this.problem === null;
  }

  get isFailed() {
    return this.contracts === null && this.problem !== null;
  }

  get isEmpty() {
    return this.contracts !== null && this.contracts.length === 0;
  }

  get hasStaleProblem() {
    return this.contracts !== null && this.problem !== null;
  }

  get staleWords() {
    return say('list_stale', { why: reduceErrors(this.problem).join(' ') });
  }

  /** Why the deal should not be closed as won. */
  get blockedWords() {
    return blockedWords(this.contracts ?? []);
  }

  get lackingWords() {
    return this.lacking === null ? null : say('list_lacking', { said: this.lacking });
  }

  get isOffline() {
    return this.liveState === 'offline';
  }

  get heading() {
    return this.contracts === null || this.isEmpty
      ? texts.list_heading
      : say('list_headingCount', { count: numberWords(this.contracts.length) });
  }

  get liveWords() {
    return LIVE_WORDS[this.liveState];
  }

  get liveClass() {
    return `live live_${this.liveState}`;
  }

  get tiles() {
    return (this.contracts ?? []).map((contract) => ({
      id: contract.id,
      view: toContractView(contract, this.now, {
        progress: this.progress[contract.id] ?? null,
        viewerEmail: this.viewerEmail,
        busyWords: contract.id === this.busy?.id ? this.busy.words : null,
      }),
      isBusy: contract.id === this.busy?.id,
    }));
  }

  get unfinishedViews() {
    return this.unfinished.map(({ template }) => ({
      id: template.id,
      words: say('list_begun', { template: template.name }),
      continueLabel: say('list_continueOf', { template: template.name }),
      dropLabel: say('list_dropOf', { template: template.name }),
    }));
  }

  get dialogProgress() {
    return this.progress[this.dialog.contract.id] ?? null;
  }

  get isRemindOpen() {
    return this.dialog?.kind === 'remind';
  }

  get isSendOpen() {
    return this.dialog?.kind === 'send';
  }

  get isVoidOpen() {
    return this.dialog?.kind === 'void';
  }

  get isLinkOpen() {
    return this.dialog?.kind === 'link';
  }

  get isGenerateOpen() {
    return this.dialog?.kind === 'generate';
  }

  handleRetry() {
    this.problem = null;
    this.read();
  }

  handleNew() {
    this.openGenerate({});
  }

  handleContinue(event) {
    const { id } = event.currentTarget.dataset;
    const form = this.unfinished.find(({ template }) => template.id === id);
    if (form !== undefined) this.openGenerate({ resumed: form.template });
  }

  handleDrop(event) {
    forgetForm(this.deal, event.currentTarget.dataset.id);
    this.unfinished = savedForms(this.deal);
    this.focusAfterRender = () => this.template.querySelector('[data-id="generate"]').focus();
  }

  openGenerate({ again = null, resumed = null }) {
    this.openDialog({ kind: 'generate', again, resumed });
  }

  handleLink() {
    this.openDialog({ kind: 'link' });
  }

  handleAct(event) {
    const { action, contractId } = event.detail;
    const contract = this.contracts.find(({ id }) => id === contractId);
    if (contract === undefined) return;
    if (action === 'SEND') this.openDialog({ kind: 'send', contract });
    if (action === 'VOID') this.openDialog({ kind: 'void', contract });
    if (action === 'REMIND') this.openDialog({ kind: 'remind', contract });
    if (action === 'SYNC') this.syncNow(contract);
    if (action === 'SIGN_NOW') this.signNow(contract);
    if (action === 'ARCHIVE') this.archiveAgain(contract);
    if (action === 'CONFIRM') this.confirmTerm(contract, event.detail);
    if (action === 'AGAIN') {
      this.openGenerate({ again: { id: contract.id, templateId: contract.noted.templateId } });
    }
  }

  confirmTerm(contract, { name: check, reason }) {
    return this.work(contract, texts.common_working, async () => {
      const { name } = contract;
      this.announcement = say('list_confirming', { check, name });
      const changed = await confirmTerm({ contractId: contract.id, name: check, reason });
      this.takeResult(changed, say('list_confirmed', { check, name }));
    });
  }

  archiveAgain(contract) {
    return this.work(contract, texts.common_working, async () => {
      const { name } = contract;
      this.announcement = say('list_archiving', { name });
      this.takeResult(await archiveContract(contract.id), say('list_archivingAgain', { name }));
    });
  }

  syncNow(contract) {
    return this.work(contract, texts.common_working, async () => {
      const { name } = contract;
      this.announcement = say('list_syncing', { name });
      this.takeResult(await syncContract(contract.id), say('list_synced', { name }));
      this.toast(say('list_inStep', { name }));
    });
  }

  /** The window opens at the click, or the browser takes it for an advertisement; where to is known a moment later. */
  signNow(contract) {
    const opened = window.open('', '_blank');
    return this.work(contract, texts.common_working, async () => {
      try {
        const url = await createRecipientLink({
          contractId: contract.id,
          email: this.viewerEmail,
        });
        if (opened === null) {
          window.location.assign(url);
          return;
        }
        opened.opener = null;
        opened.location.replace(url);
        this.announcement = say('list_signingOpen', { name: contract.name });
      } catch (error) {
        opened?.close();
        throw error;
      }
    });
  }

  async work(contract, words, run) {
    if (this.busy !== null) return;
    this.busy = { id: contract.id, words };
    this.actionError = null;
    try {
      await run();
    } catch (error) {
      this.actionError = error;
    } finally {
      this.busy = null;
    }
  }

  toast(title, message = '') {
    this.dispatchEvent(new ShowToastEvent({ variant: 'success', title, message }));
  }

  openDialog(dialog) {
    this.actionError = null;
    this.dialog = dialog;
  }

  /** Closes the dialog and gives the focus back to what opened it. */
  handleClose() {
    const closed = this.dialog;
    this.dialog = null;
    this.isAskingToDiscard = false;
    this.unfinished = savedForms(this.deal);
    this.focusAfterRender = () => this.focusOpener(closed);
  }

  focusOpener(closed) {
    if (closed.kind === 'generate' || closed.kind === 'link') {
      this.template.querySelector(`[data-id="${closed.kind}"]`)?.focus();
      return;
    }
    const tile = this.template.querySelector(`[data-contract="${closed.contract.id}"]`);
    if (tile === null) this.template.querySelector('h2').focus();
    else tile.focusAction(closed.kind.toUpperCase());
  }

  /** What was entered into the form is not thrown away by a slip of the Escape key. */
  handleGenerateClose() {
    const form = this.template.querySelector('c-dealdraft-generate');
    if (!form.hasUnsavedEntries) {
      this.handleClose();
      return;
    }
    this.isAskingToDiscard = true;
    this.focusAfterRender = () => this.template.querySelector('[data-id="keep"]').focus();
  }

  handleDiscard() {
    this.template.querySelector('c-dealdraft-generate').forget();
    this.handleClose();
  }

  handleKeepEditing() {
    this.isAskingToDiscard = false;
  }

  handleReminded(event) {
    this.finish(event, 'list_remindedThem', { people: listWords(event.detail.names) });
  }

  handleSent(event) {
    this.finish(event, 'list_sent');
  }

  handleVoided(event) {
    this.finish(event, 'list_voided');
  }

  handleLinked(event) {
    this.finish(event, 'list_linked');
  }

  finish(event, key, values = {}) {
    const { contract } = event.detail;
    const name = contract?.name ?? this.dialog?.contract?.name ?? texts.common_theContract;
    const words = say(key, { ...values, name });
    this.handleClose();
    this.takeResult(contract, words);
    this.toast(words);
  }

  handleCreated(event) {
    const name = event.detail.contract?.name ?? texts.common_theContract;
    this.toast(say('list_created', { name }));
    this.read();
    this.refreshRecord();
  }

  takeResult(contract, announcement) {
    if (contract === null) this.read();
    else this.takeContract(contract);
    this.announcement = announcement;
    this.refreshRecord();
  }
}
