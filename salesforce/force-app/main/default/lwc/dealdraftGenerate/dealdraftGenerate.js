import { LightningElement, api } from 'lwc';
import { createContract, readDraft } from 'c/dealdraftApi';
import { after, debounce } from 'c/dealdraftClock';
import {
  askAgainMs,
  begin,
  fail,
  isOpen,
  keep,
  kept,
  newIntent,
  settle,
} from 'c/dealdraftCreation';
import { statusLabel } from 'c/dealdraftContractView';
import {
  generalProblems,
  mappingProblem,
  problemSummary,
  toFieldViews,
} from 'c/dealdraftDraftModel';

const CHECK_AFTER_MS = 600;
/** After so many answers that settle nothing, a person may decide to let the request be. */
const ASKED_ENOUGH = 3;

/**
 * Generates a contract from the deal `recordId`: choose a template, check the draft, create once. How one intent makes
 * one contract is written down in `c/dealdraftCreation`. Dispatches `created` with `{ contract }`, and `close`.
 */
export default class DealdraftGenerate extends LightningElement {
  @api recordId;
  /** Inside a dialog, which has the frame and the heading. */
  @api embedded = false;

  chosen = null;
  draft = null;
  draftError = null;
  isChecking = false;
  checkNumber = 0;

  entries = {};
  name = null;
  sendToCounterparties = false;
  areExpressionsShown = false;
  intent = newKeyedIntent();
  focusAfterRender = null;
  cancelAsk = () => {};

  checkSoon = debounce(CHECK_AFTER_MS, () => this.check());

  /** Whether closing would lose what a person typed. A request under way is kept, see `keep`. */
  @api
  get hasUnsavedEntries() {
    return isOpen(this.intent) && (Object.keys(this.entries).length > 0 || this.name !== null);
  }

  connectedCallback() {
    const left = kept(this.recordId);
    if (left !== null) this.takeUp(left);
  }

  disconnectedCallback() {
    this.checkSoon.cancel();
    this.cancelAsk();
    this.checkNumber += 1;
  }

  renderedCallback() {
    if (this.focusAfterRender === null) return;
    const target = this.template.querySelector(this.focusAfterRender);
    this.focusAfterRender = null;
    target?.focus();
  }

  /** Goes on with a request whose outcome nobody has heard yet. */
  takeUp({ intent, form }) {
    this.chosen = form.template;
    this.draft = form.draft;
    this.entries = form.entries;
    this.name = form.name;
    this.sendToCounterparties = form.sendToCounterparties;
    this.intent = intent;
    this.askLater();
  }

  get isFramed() {
    return !this.embedded;
  }

  get frameClass() {
    return this.embedded ? '' : 'slds-card';
  }

  get bodyClass() {
    return this.embedded ? '' : 'slds-card__body slds-card__body_inner';
  }

  // Choosing a template

  get isChoosing() {
    return this.chosen === null;
  }

  handleChoose(event) {
    this.chosen = event.detail.template;
    this.startForm();
    this.focusAfterRender = '[data-id="form-heading"]';
    this.check();
  }

  /** Another template is another intent: a key belongs to one deal and one template. */
  handleOtherTemplate() {
    if (!isOpen(this.intent)) return;
    this.chooseAgain();
  }

  chooseAgain() {
    this.checkSoon.cancel();
    this.cancelAsk();
    this.checkNumber += 1;
    this.chosen = null;
    this.startForm();
    this.focusAfterRender = '[data-id="choice"]';
  }

  startForm() {
    this.draft = null;
    this.draftError = null;
    this.entries = {};
    this.name = null;
    this.sendToCounterparties = false;
    this.intent = newKeyedIntent();
  }

  // The draft

  async check() {
    this.checkSoon.cancel();
    this.checkNumber += 1;
    const number = this.checkNumber;
    this.isChecking = true;
    this.draftError = null;
    try {
      const draft = await readDraft({
        opportunityId: this.recordId,
        templateId: this.chosen.id,
        name: this.wantedName,
        data: this.entries,
      });
      if (number !== this.checkNumber) return;
      this.draft = draft;
      // What an earlier refusal said is said anew by the draft, where it still holds.
      if (isOpen(this.intent)) this.intent = { ...this.intent, problems: [] };
    } catch (error) {
      if (number === this.checkNumber) this.draftError = error;
    } finally {
      if (number === this.checkNumber) this.isChecking = false;
    }
  }

  get isTemplateShown() {
    return this.chosen !== null && !this.isDone;
  }

  get isFormShown() {
    return this.isTemplateShown && this.draft !== null && this.mappingProblem === null;
  }

  get mappingProblem() {
    return this.draft === null ? null : mappingProblem(this.draft);
  }

  /** No entry can mend this, so there is no form to fill in in vain. */
  get isUnmapped() {
    return this.isTemplateShown && this.mappingProblem !== null;
  }

  get isDraftLoading() {
    return this.chosen !== null && this.draft === null && this.draftError === null;
  }

  get refusals() {
    return this.intent.problems ?? [];
  }

  get fields() {
    return toFieldViews(this.draft, this.entries, this.refusals);
  }

  get generalProblems() {
    return generalProblems(this.draft, this.refusals).map(({ message }) => ({
      key: message,
      message,
    }));
  }

  get hasGeneralProblems() {
    return this.generalProblems.length > 0;
  }

  get problemFields() {
    return this.fields
      .filter(({ hasProblem }) => hasProblem)
      .map(({ name, field }) => ({ name, label: field.label }));
  }

  get summary() {
    return problemSummary(this.fields);
  }

  get hasProblems() {
    return this.summary !== null || this.hasGeneralProblems;
  }

  /** What the draft itself says; a refusal of the last try alone does not keep anybody from another. */
  get isDraftRefused() {
    return (
      problemSummary(toFieldViews(this.draft, this.entries)) !== null ||
      generalProblems(this.draft).length > 0
    );
  }

  /** Whether entries, or another look at the deal, may help; they don't where SpotDraft refuses the person. */
  get isMendable() {
    return this.summary !== null || this.isDraftRefused;
  }

  get readyWords() {
    if (this.isChecking) return 'Checking the draft…';
    if (this.hasProblems) return this.summary ?? '';
    return 'The draft is complete.';
  }

  get expressionsLabel() {
    return this.areExpressionsShown ? 'Hide how fields are mapped' : 'Show how fields are mapped';
  }

  get isCheckDisabled() {
    return this.isChecking || this.isLocked;
  }

  /** Null leaves it to the mapping. */
  get wantedName() {
    return this.name === null || this.name.trim() === '' ? null : this.name;
  }

  get shownName() {
    return this.name ?? this.draft.name ?? '';
  }

  handleEntry(event) {
    if (!isOpen(this.intent)) return;
    const { name, value } = event.detail;
    this.entries = { ...this.entries, [name]: value };
    this.changed();
  }

  handleRevert(event) {
    if (!isOpen(this.intent)) return;
    const { [event.detail.name]: _reverted, ...rest } = this.entries;
    this.entries = rest;
    this.focusAfterRender = `[data-field="${event.detail.name}"]`;
    this.changed();
  }

  handleName(event) {
    if (!isOpen(this.intent)) return;
    this.name = event.target.value;
    this.changed();
  }

  handleSendChoice(event) {
    this.sendToCounterparties = event.target.checked;
  }

  handleExpressions() {
    this.areExpressionsShown = !this.areExpressionsShown;
  }

  changed() {
    // An answer to the entries as they were is of no use any more.
    this.checkNumber += 1;
    this.isChecking = true;
    this.checkSoon();
  }

  /** After an error, or when the deal was corrected elsewhere meanwhile. */
  handleCheckAgain() {
    this.check();
  }

  handleGoToField(event) {
    const { name } = event.currentTarget.dataset;
    this.template.querySelector(`[data-field="${name}"]`).focus();
  }

  // Creating

  get isLocked() {
    return !isOpen(this.intent);
  }

  get isSending() {
    return this.intent.kind === 'sending';
  }

  get isUnknown() {
    return this.intent.kind === 'unknown' || (this.isSending && this.intent.asked > 0);
  }

  get isTaken() {
    return this.intent.kind === 'taken';
  }

  get isDone() {
    return this.intent.kind === 'done';
  }

  get createLabel() {
    return this.isSending ? 'Creating…' : 'Create contract';
  }

  get isCreateDisabled() {
    return this.intent.kind !== 'editing';
  }

  get askLabel() {
    return this.isSending ? 'Asking…' : 'Ask again now';
  }

  get canLetBe() {
    return this.intent.kind === 'unknown' && this.intent.asked >= ASKED_ENOUGH;
  }

  get creationError() {
    return this.intent.kind === 'editing' ? this.intent.message : null;
  }

  get progressWords() {
    if (this.isUnknown) return 'We are finding out whether the contract was created.';
    if (this.isSending) return 'Creating the contract. This can take half a minute.';
    return '';
  }

  get statusWords() {
    if (this.isTaken) return '';
    return this.progressWords === '' ? this.readyWords : this.progressWords;
  }

  get footerClass() {
    return this.embedded ? 'footer footer_embedded' : 'footer';
  }

  get closeLabel() {
    return this.isLocked ? 'Close' : 'Cancel';
  }

  handleCreate() {
    if (isOpen(this.intent) && this.isDraftRefused && !this.isChecking) {
      this.template.querySelector('[data-id="summary"]').focus();
      return;
    }
    this.create();
  }

  handleAskAgain() {
    this.create();
  }

  async create() {
    const sending = begin(this.intent, this.toInput());
    if (sending === null) return;
    this.cancelAsk();
    if (navigator.onLine === false) {
      this.reportOffline();
      return;
    }
    this.checkSoon.cancel();
    // The button that was pressed is disabled now and can't keep the focus.
    this.focusAfterRender = '[data-id="progress"]';
    this.hold(sending);
    let settled;
    try {
      settled = settle(sending, await createContract(sending.input));
    } catch (error) {
      settled = fail(sending, error);
    }
    this.hold(settled);
    this.afterAnswer(settled);
  }

  toInput() {
    return {
      opportunityId: this.recordId,
      templateId: this.chosen.id,
      ...(this.wantedName === null ? {} : { name: this.wantedName }),
      data: this.entries,
      sendToCounterparties: this.sendToCounterparties,
    };
  }

  /** Nothing left this page, so the intent stays what it is. */
  reportOffline() {
    if (this.intent.kind === 'unknown') {
      this.askLater();
      return;
    }
    const message = 'You are offline. Nothing was sent; try again when the network is back.';
    this.intent = { ...this.intent, message };
  }

  hold(intent) {
    this.intent = intent;
    keep(this.recordId, intent, {
      template: this.chosen,
      draft: this.draft,
      entries: this.entries,
      name: this.name,
      sendToCounterparties: this.sendToCounterparties,
    });
  }

  afterAnswer(intent) {
    if (!this.isConnected) return;
    if (intent.kind === 'done') {
      this.focusAfterRender = '[data-id="done-heading"]';
      this.dispatchEvent(new CustomEvent('created', { detail: { contract: intent.contract } }));
    } else if (intent.kind === 'editing') {
      this.focusAfterRender = '[data-id="summary"]';
      this.isChecking = false;
    } else {
      this.askLater();
    }
  }

  /** Where the server itself is finding out, the form asks again by itself; an error waits for the person. */
  askLater() {
    this.cancelAsk();
    if (this.intent.kind !== 'unknown' || this.intent.message !== null) return;
    this.cancelAsk = after(askAgainMs(this.intent), () => this.create());
  }

  get createdUrl() {
    return this.intent.contract?.url ?? null;
  }

  get doneHeading() {
    return this.intent.created ? 'The contract is created' : 'The contract was created before';
  }

  get doneWords() {
    const { contract } = this.intent;
    if (contract === null) return 'It belongs to a deal that you have no access to by now.';
    return `${contract.name} (${contract.id}) · ${statusLabel(contract.status)}`;
  }

  /** A person asks for one more contract, or lets an open request be: only then comes a new key. */
  handleAnother() {
    if (this.isSending) return;
    keep(this.recordId, { kind: 'left', key: this.intent.key });
    this.chooseAgain();
  }

  handleClose() {
    this.dispatchEvent(new CustomEvent('close'));
  }
}

function newKeyedIntent() {
  return newIntent(() => crypto.randomUUID());
}
