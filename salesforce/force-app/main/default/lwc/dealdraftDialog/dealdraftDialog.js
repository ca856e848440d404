import { LightningElement, api } from 'lwc';

/**
 * A modal dialog: takes the focus when it opens, keeps it, and asks to be closed by Escape, the cross or Cancel
 * (`close`). The confirming button dispatches `confirm`. Whoever opened it gives the focus back.
 *
 * The ends of the dialog belong to it (cross and footer), so the focus can be led around without knowing the content.
 */
export default class DealdraftDialog extends LightningElement {
  @api heading = '';
  @api size = 'small';
  @api cancelLabel = 'Cancel';
  @api confirmLabel = '';
  @api confirmVariant = 'brand';
  @api confirmDisabled = false;
  @api busy = false;
  hasTakenFocus = false;

  renderedCallback() {
    if (this.hasTakenFocus) return;
    this.hasTakenFocus = true;
    this.template.querySelector('h2').focus();
  }

  get modalClass() {
    return `slds-modal slds-fade-in-open slds-modal_${this.size}`;
  }

  get hasFooter() {
    return this.confirmLabel !== '';
  }

  get confirmClass() {
    return `slds-button slds-button_${this.confirmVariant}`;
  }

  /** Not `disabled`: a disabled button would drop the focus out of the dialog. */
  get ariaBusy() {
    return this.busy ? 'true' : 'false';
  }

  handleKeydown(event) {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    event.preventDefault();
    this.handleClose();
  }

  handleClose() {
    this.dispatchEvent(new CustomEvent('close'));
  }

  handleConfirm() {
    if (!this.busy && !this.confirmDisabled) this.dispatchEvent(new CustomEvent('confirm'));
  }

  focusFirst() {
    this.template.querySelector('[data-id="close"]').focus();
  }

  focusLast() {
    const ends = [...this.template.querySelectorAll('button')].filter(({ disabled }) => !disabled);
    ends[ends.length - 1].focus();
  }
}
