import { LightningElement, api } from 'lwc';
import { createContract, readContractData, readDraft, readTemplates } from 'c/dealdraftApi';
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
import {
  NAME_FIELD,
  contractValue,
  entriesLike,
  generalProblems,
  isOfMapping,
  mappingProblem,
  nameProblems,
  needingAttention,
  problemSummary,
  setupDetails,
  toFieldViews,
} from 'c/dealdraftDraftModel';
import { forgetForm, savedForm, saveForm } from 'c/dealdraftKept';
import {
  UNCHANGED,
  isAboutPeople,
  isChanged,
  receiversWords,
  shownPeople,
  toPeopleInput,
} from 'c/dealdraftPeople';
import { say, texts } from 'c/dealdraftTexts';

const CHECK_AFTER_MS = 600;
/**
 * Generates a contract from the deal `recordId`: choose a template, check the draft, create once. How one intent makes
 * one contract is written down in `c/dealdraftCreation`. Dispatches `created` with `{ contract }`, and `close`.
 */
export default class DealdraftGenerate extends LightningElement {
  @api recordId;
  /** Inside a dialog, which has the frame and the heading. */
  @api embedded = false;
  /** A voided contract to make anew, `{ id, templateId }`: its template and values, or null. */
  @api again = null;
  /** A template to go on with, `{ id, name }`, or null. */
  @api resumed = null;

  texts = texts;
  chosen = null;
  draft = null;
  draftError = null;
  isChecking = false;
  checkNumber = 0;

  entries = {};
  name = null;
  people = UNCHANGED;
  sendToCounterparties = false;
  areExpressionsShown = false;
  isTakenFromBefore = false;
  /** Ids of contracts like this one of which the person knows and wants another all the same. */
  knownSimilar = [];
  isAskingSimilar = false;
  isPreparing = false;
  intent = newKeyedIntent();
  focusAfterRender = null;
  cancelAsk = () => {};

  checkSoon = debounce(CHECK_AFTER_MS, () => this.check());

  /** Whether closing would lose what a person typed. A request under way is kept, see `keep`. */
  @api
  get hasUnsavedEntries() {
    return isOpen(this.intent) && this.hasEntries;
  }

  get hasEntries() {
    return Object.keys(this.entries).length > 0 || this.name !== null || isChanged(this.people);
  }

  /** Asks for nothing more: what was entered is not wanted any longer. */
  @api
  forget() {
    if (this.chosen !== null) forgetForm(this.recordId, this.chosen.id);
  }

  connectedCallback() {
    const left = kept(this.recordId);
    if (left !== null) this.takeUp(left);
    else if (this.again !== null) this.makeAgain();
    else if (this.resumed !== null) this.open(this.resumed);
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
    this.people = form.people;
    this.sendToCounterparties = form.sendToCounterparties;
    this.intent = intent;
    this.askLater();
  }

  /** The voided contract's values, where the deal would give others. */
  async makeAgain() {
    const { id, templateId } = this.again;
    this.isChecking = true;
    try {
      const [{ templates }, { data }] = await Promise.all([
        readTemplates(''),
        readContractData(id),
      ]);
      const template = templates.find((each) => each.id === templateId);
      if (template?.isMapped !== true) {
        throw new Error(texts.generate_notOffered);
      }
      this.startForm();
      this.chosen = template;
      await this.check();
      if (this.draft === null) return;
      this.entries = entriesLike(data, this.draft);
      this.remember();
      this.focusAfterRender = '[data-id="form-heading"]';
      await this.check();
    } catch (error) {
      this.isChecking = false;
      this.draftError = error;
    }
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
    this.open(event.detail.template);
  }

  open(template) {
    this.startForm();
    this.chosen = template;
    this.restore(savedForm(this.recordId, template.id));
    this.focusAfterRender = '[data-id="form-heading"]';
    this.check();
  }

  /** What was entered earlier in this tab. */
  restore(form) {
    if (form === null) return;
    this.entries = form.entries ?? {};
    this.name = form.name ?? null;
    this.people = form.people ?? UNCHANGED;
    this.sendToCounterparties = form.sendToCounterparties === true;
    this.isTakenFromBefore = this.hasEntries;
  }

  remember() {
    if (this.hasEntries) saveForm(this.recordId, this.form());
    else this.forget();
  }

  form() {
    return {
      template: this.chosen,
      entries: this.entries,
      name: this.name,
      people: this.people,
      sendToCounterparties: this.sendToCounterparties,
    };
  }

  handleStartOver() {
    if (!isOpen(this.intent)) return;
    this.forget();
    this.open(this.chosen);
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
    this.people = UNCHANGED;
    this.sendToCounterparties = false;
    this.isTakenFromBefore = false;
    this.knownSimilar = [];
    this.isAskingSimilar = false;
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
        ...toPeopleInput(this.people),
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

  get isAdmin() {
    return this.draft.isAdmin;
  }

  get contractTotal() {
    return contractValue(this.draft, this.entries);
  }

  get peopleProblems() {
    return [...this.draft.userErrors, ...this.refusals].filter(isAboutPeople);
  }

  get nameField() {
    return NAME_FIELD;
  }

  get nameProblems() {
    return nameProblems(this.draft, this.refusals, this.wantedName);
  }

  /** What only whoever keeps the set-up can do something with. */
  get setupDetails() {
    return this.isAdmin
      ? setupDetails(this.draft).map((message) => ({ key: message, message }))
      : [];
  }

  get sendWords() {
    return say('generate_sendTo', { people: this.receivers });
  }

  get sentWords() {
    return say('generate_goesTo', { people: this.receivers });
  }

  get receivers() {
    return receiversWords(shownPeople(this.draft, this.people));
  }

  get fillingWords() {
    return say('generate_filling', { template: this.chosen.name });
  }

  // Contracts like this one

  get isSimilarUnknown() {
    return this.draft.similar.some(({ id }) => !this.knownSimilar.includes(id));
  }

  get refusals() {
    return this.intent.problems ?? [];
  }

  get fields() {
    return toFieldViews(this.draft, this.entries, this.refusals);
  }

  get generalProblems() {
    return generalProblems(this.draft, this.refusals).map((message) => ({ key: message, message }));
  }

  get hasGeneralProblems() {
    return this.generalProblems.length > 0;
  }

  get problemFields() {
    return needingAttention(this.fields, this.nameProblems, this.peopleProblems);
  }

  get summary() {
    return problemSummary(this.problemFields.length);
  }

  get hasProblems() {
    return this.summary !== null || this.hasGeneralProblems;
  }

  /** What the draft itself says; a refusal of the last try alone does not keep anybody from another. */
  get isDraftRefused() {
    return (
      toFieldViews(this.draft, this.entries).some(({ hasProblem }) => hasProblem) ||
      this.draft.userErrors.length > 0
    );
  }

  /** Whether entries, or another look at the deal, may help; they don't where SpotDraft refuses the person. */
  get isMendable() {
    return this.summary !== null || this.isDraftRefused;
  }

  get readyWords() {
    if (this.isChecking) return texts.generate_checking;
    if (this.hasProblems) return this.summary ?? '';
    return texts.generate_complete;
  }

  get expressionsLabel() {
    return this.areExpressionsShown ? texts.generate_hideMapping : texts.generate_showMapping;
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
    const entries = { ...this.entries };
    delete entries[event.detail.name];
    this.entries = entries;
    this.focusAfterRender = `[data-field="${event.detail.name}"]`;
    this.changed();
  }

  handleName(event) {
    if (!isOpen(this.intent)) return;
    this.name = event.detail.value ?? '';
    this.changed();
  }

  handlePeople(event) {
    if (!isOpen(this.intent)) return;
    this.people = event.detail.people;
    this.changed();
  }

  handleSendChoice(event) {
    this.sendToCounterparties = event.target.checked;
    this.remember();
  }

  handleExpressions() {
    this.areExpressionsShown = !this.areExpressionsShown;
  }

  changed() {
    // An answer to the entries as they were is of no use any more.
    this.checkNumber += 1;
    this.isChecking = true;
    this.isAskingSimilar = false;
    this.remember();
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

  get isDone() {
    return this.intent.kind === 'done';
  }

  get createLabel() {
    return this.isSending ? texts.generate_creating : texts.generate_create;
  }

  get isCreateDisabled() {
    return this.intent.kind !== 'editing' || this.isPreparing || this.isAskingSimilar;
  }

  get creationError() {
    return this.intent.kind === 'editing' ? this.intent.message : null;
  }

  get progressWords() {
    if (this.isUnknown) return texts.generate_findingOut;
    if (this.isSending) return texts.generate_creatingLong;
    return '';
  }

  get statusWords() {
    if (this.intent.kind === 'taken') return '';
    return this.progressWords === '' ? this.readyWords : this.progressWords;
  }

  get footerClass() {
    return this.embedded ? 'footer footer_embedded' : 'footer';
  }

  get closeLabel() {
    return this.isLocked ? texts.common_close : texts.common_cancel;
  }

  /** Looks once more before anything is made: the deal may have changed, and somebody may have made it in another tab. */
  async handleCreate() {
    if (this.isCreateDisabled) return;
    this.isPreparing = true;
    await this.check();
    this.isPreparing = false;
    if (!this.isConnected || !isOpen(this.intent) || this.isChecking) return;
    if (this.draftError !== null) return;
    if (this.isDraftRefused) {
      this.focusAfterRender = '[data-id="summary"]';
    } else if (this.isSimilarUnknown) {
      this.isAskingSimilar = true;
      this.focusAfterRender = '[data-id="ask-similar"]';
    } else {
      this.create();
    }
  }

  handleCreateAnother() {
    this.knownSimilar = this.draft.similar.map(({ id }) => id);
    this.isAskingSimilar = false;
    this.create();
  }

  handleNoOther() {
    this.isAskingSimilar = false;
    this.focusAfterRender = '[data-id="create"]';
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
      ...toPeopleInput(this.people),
      sendToCounterparties: this.sendToCounterparties,
    };
  }

  /** Nothing left this page, so the intent stays what it is. */
  reportOffline() {
    if (this.intent.kind === 'unknown') {
      this.askLater();
      return;
    }
    this.intent = { ...this.intent, message: texts.generate_offline };
  }

  hold(intent) {
    this.intent = intent;
    keep(this.recordId, intent, { ...this.form(), draft: this.draft });
  }

  afterAnswer(intent) {
    if (intent.kind === 'done') this.forget();
    if (!this.isConnected) return;
    if (intent.kind === 'done') {
      this.focusAfterRender = '[data-id="done"]';
      this.dispatchEvent(new CustomEvent('created', { detail: { contract: intent.contract } }));
    } else if (intent.kind === 'editing') {
      this.focusAfterRender = '[data-id="summary"]';
      this.isChecking = false;
      // The deal has changed since the draft: the draft says how, in words for whoever fills it in.
      if (intent.problems.some(isOfMapping)) this.check();
    } else {
      this.askLater();
    }
  }

  /** Asks again by itself until it is settled: whoever waits wants to go on. */
  askLater() {
    this.cancelAsk();
    if (this.intent.kind !== 'unknown') return;
    this.cancelAsk = after(askAgainMs(this.intent), () => this.create());
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
