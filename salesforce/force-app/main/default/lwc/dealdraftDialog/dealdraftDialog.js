import { LightningElement, api } from 'lwc';
import { texts } from 'c/dealdraftTexts';

/**
 * A modal dialog: takes the focus when it opens, keeps it whatever is clicked, and asks to be closed by Escape, the cross or
 * Cancel (`close`). The confirming button dispatches `confirm`. Whoever opened it gives the focus back.
 *
 * The ends of the dialog belong to it (cross and footer), so the focus can be led around without knowing the content.
 */
export default class DealdraftDialog extends LightningElement {
  @api heading = '';
  @api size = 'small';
  @api cancelLabel = texts.common_cancel;
  @api confirmLabel = '';
  @api confirmVariant = 'brand';
  @api confirmDisabled = false;
  @api busy = false;
  texts = texts;
  hasTakenFocus = false;

  connectedCallback() {
    window.addEventListener('keydown', this.handleKeydown);
  }

  disconnectedCallback() {
    window.removeEventListener('keydown', this.handleKeydown);
  }

  renderedCallback() {
    if (this.hasTakenFocus) return;
    this.hasTakenFocus = true;
    this.showModal();
    this.takeFocus();
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

  /** Wherever the focus is: a click on an empty spot takes it out of the dialog. */
  handleKeydown = (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    this.handleClose();
  };

  /** The browser's own way to close it, such as a phone's Back: asked for, as all ways are. */
  handleCancel(event) {
    event.preventDefault();
    this.handleClose();
  }

  /** By the browser itself, which makes the page behind inert, whatever is clicked. */
  showModal() {
    const dialog = this.template.querySelector('dialog');
    if (typeof dialog.showModal === 'function') dialog.showModal();
    else dialog.setAttribute('open', '');
  }

  takeFocus() {
    this.template.querySelector('h2').focus();
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
