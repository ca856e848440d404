import { LightningElement, api } from 'lwc';
import { say, texts } from 'c/dealdraftTexts';

/**
 * What came of the checks of one signed contract, as `toTermsView` gives it. Dispatches `confirm` with `{ name, reason }` when
 * somebody says that a difference is right.
 */
export default class DealdraftTerms extends LightningElement {
  @api contractName;
  @api busy = false;
  @api offline = false;
  texts = texts;
  asked = null;
  reason = '';
  isReasonMissing = false;
  shown = [];

  @api
  get terms() {
    return this.shown;
  }

  /** What was confirmed, or matches by now, is asked about no longer. */
  set terms(terms) {
    this.shown = terms;
    if (!terms.some(({ name, canConfirm }) => canConfirm && name === this.asked)) this.asked = null;
  }

  get sectionLabel() {
    return say('term_of', { contract: this.contractName });
  }

  get rows() {
    return this.shown.map((term, index) => ({
      ...term,
      reasonId: `reason-${index}`,
      helpId: `reason-help-${index}`,
      isConfirming: term.name === this.asked,
      confirmLabel: say('term_isRightOf', { check: term.name, contract: this.contractName }),
    }));
  }

  get helpWords() {
    return this.isReasonMissing ? texts.term_reasonMissing : texts.term_reasonKept;
  }

  /** Not `disabled`: the button that was pressed keeps the focus. */
  get ariaBusy() {
    return this.busy ? 'true' : 'false';
  }

  handleAsk(event) {
    this.asked = event.currentTarget.dataset.name;
    this.reason = '';
    this.isReasonMissing = false;
  }

  handleReason(event) {
    this.reason = event.target.value;
    if (this.reason.trim() !== '') this.isReasonMissing = false;
  }

  handleCancel() {
    this.asked = null;
  }

  handleConfirm() {
    if (this.busy) return;
    const reason = this.reason.trim();
    if (reason === '') {
      this.isReasonMissing = true;
      this.template.querySelector('textarea').focus();
      return;
    }
    this.dispatchEvent(new CustomEvent('confirm', { detail: { name: this.asked, reason } }));
  }
}
