import { LightningElement, api } from 'lwc';
import { texts } from 'c/dealdraftTexts';

/** One contract as `toContractView` gives it. Dispatches `act` with `{ action, contractId }`. */
export default class DealdraftContractTile extends LightningElement {
  @api contract;
  @api busy = false;
  @api offline = false;
  texts = texts;

  /** Puts the focus where it was before a dialog, or on the contract when its button is gone. */
  @api
  focusAction(action) {
    const button = this.template.querySelector(`[data-action="${action}"]`);
    (button ?? this.template.querySelector('h3')).focus();
  }

  /** Not `disabled`: the button that was pressed keeps the focus. */
  get ariaBusy() {
    return this.busy ? 'true' : 'false';
  }

  get hasArchives() {
    return this.contract.archives.length > 0;
  }

  get hasTerms() {
    return this.contract.terms?.length > 0;
  }

  handleConfirm(event) {
    const detail = { action: 'CONFIRM', contractId: this.contract.id, ...event.detail };
    this.dispatchEvent(new CustomEvent('act', { detail }));
  }

  handleArchive() {
    const detail = { action: 'ARCHIVE', contractId: this.contract.id };
    this.dispatchEvent(new CustomEvent('act', { detail }));
  }

  handleAct(event) {
    if (this.busy) return;
    const { action } = event.currentTarget.dataset;
    this.dispatchEvent(
      new CustomEvent('act', { detail: { action, contractId: this.contract.id } }),
    );
  }
}
