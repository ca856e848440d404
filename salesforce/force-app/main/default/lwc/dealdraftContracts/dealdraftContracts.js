import { LightningElement, api } from 'lwc';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import {
  CONTRACT_CHANGED,
  parseContract,
  readDealContracts,
  readLiveAccess,
  reduceErrors,
  syncContract,
} from 'c/dealdraftApi';
import { after, nowMs } from 'c/dealdraftClock';
import { describeChange, toContractView, withContract } from 'c/dealdraftContractView';
import { startLive } from 'c/dealdraftLive';

const CLOCK_STEP_MS = 30_000;

const LIVE_WORDS = {
  connecting: 'Connecting…',
  live: 'Live',
  polling: 'Updated every 30 seconds',
  offline: 'Offline',
};

/** The contracts of the deal `recordId`: where each stands and what can be done with it, kept up to date by itself. */
export default class DealdraftContracts extends LightningElement {
  contracts = null;
  /** Why contracts are missing or old; with `contracts` null, why there are none to show. */
  problem = null;
  actionError = null;
  liveState = 'connecting';
  announcement = '';
  syncingId = null;
  /** `{ kind: 'send' | 'void', contract }`, `{ kind: 'link' }`, `{ kind: 'generate' }` or null. */
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
    if (!this.deal) return;
    this.live = startLive({
      getAccess: readLiveAccess,
      query: CONTRACT_CHANGED,
      variables: { opportunityId: this.deal },
      onState: (state) => this.takeLiveState(state),
      onRead: () => this.read(),
      onEvent: (data) => this.takeEvent(data),
    });
    // The list does not wait for the line; when the line is there it is read once more.
    this.read();
  }

  takeLiveState(state) {
    if (state === 'offline') this.announcement = 'You are offline.';
    else if (this.isOffline) this.announcement = 'You are online again.';
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
      const { contracts, problem } = await readDealContracts(this.deal);
      if (this.reading !== reading) return;
      this.announceAll(contracts);
      this.contracts = contracts;
      this.problem = problem;
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
    return reduceErrors(this.problem).join(' ');
  }

  get isOffline() {
    return this.liveState === 'offline';
  }

  get heading() {
    return this.contracts === null || this.isEmpty
      ? 'Contracts'
      : `Contracts (${this.contracts.length})`;
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
      view: toContractView(contract, this.now),
      isBusy: contract.id === this.syncingId,
    }));
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
    this.openDialog({ kind: 'generate' });
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
    if (action === 'SYNC') this.syncNow(contract);
  }

  async syncNow(contract) {
    if (this.syncingId !== null) return;
    this.syncingId = contract.id;
    this.announcement = `Syncing ${contract.name}…`;
    this.actionError = null;
    try {
      this.takeResult(await syncContract(contract.id), `${contract.name} was synced.`);
    } catch (error) {
      this.actionError = error;
    } finally {
      this.syncingId = null;
    }
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

  handleKeepEditing() {
    this.isAskingToDiscard = false;
  }

  handleSent(event) {
    this.finish(event, 'was sent.');
  }

  handleVoided(event) {
    this.finish(event, 'was voided.');
  }

  handleLinked(event) {
    this.finish(event, 'is linked to this deal.');
  }

  finish(event, words) {
    const { contract } = event.detail;
    const name = contract?.name ?? this.dialog?.contract?.name ?? 'The contract';
    this.handleClose();
    this.takeResult(contract, `${name} ${words}`);
  }

  handleCreated() {
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
