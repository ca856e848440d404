import { LightningElement, api } from 'lwc';

/** A choice of one, with its label above it: the browser's own, which phones, readers and dark screens know. */
export default class Select extends LightningElement {
  @api label;
  /** `{ label, value }` of each. */
  @api options = [];
  @api value;
  @api hidesLabel = false;

  choose(event) {
    event.stopPropagation();
    this.dispatchEvent(new CustomEvent('change', { detail: { value: event.target.value } }));
  }

  /** The browser keeps what was chosen last, whatever the attribute says by then. */
  renderedCallback() {
    this.template.querySelector('select').value = this.value;
  }

  get labelClass() {
    return this.hidesLabel ? 'slds-assistive-text' : 'slds-form-element__label';
  }

  get choices() {
    return this.options.map((option) => ({ ...option, isChosen: option.value === this.value }));
  }
}
