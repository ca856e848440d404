import { LightningElement, api } from 'lwc';
import { voidContract } from 'c/dealdraftApi';
import { sayAround, texts } from 'c/dealdraftTexts';

/** Cancels `contract` after asking why. Dispatches `close`, or `done` with the contract as it is then. */
export default class DealdraftVoidDialog extends LightningElement {
  @api contract;
  texts = texts;
  note = '';
  isBusy = false;
  isNoteMissing = false;
  error = null;

  get confirmLabel() {
    return this.isBusy ? texts.void_voiding : texts.void_confirm;
  }

  get about() {
    return sayAround('void_about', 'contract');
  }

  get noteClass() {
    return this.isNoteMissing ? 'slds-form-element slds-has-error' : 'slds-form-element';
  }

  handleNote(event) {
    this.note = event.target.value;
    if (this.note.trim() !== '') this.isNoteMissing = false;
  }

  async handleConfirm() {
    if (this.isBusy) return;
    const note = this.note.trim();
    if (note === '') {
      this.isNoteMissing = true;
      this.template.querySelector('textarea').focus();
      return;
    }
    this.isBusy = true;
    this.error = null;
    try {
      const contract = await voidContract({ contractId: this.contract.id, note });
      this.dispatchEvent(new CustomEvent('done', { detail: { contract } }));
    } catch (error) {
      this.error = error;
    } finally {
      this.isBusy = false;
    }
  }

  handleClose() {
    this.dispatchEvent(new CustomEvent('close'));
  }
}
