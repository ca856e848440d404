import { LightningElement, api } from 'lwc';

/** A line of text, or a date, with its label above it and what is wrong with it below. */
export default class Field extends LightningElement {
  @api label;
  @api type = 'text';
  @api value = '';
  @api placeholder = '';
  @api problem = '';

  /** `typed` for each letter, `change` once the field is left or Enter is pressed. */
  handleInput(event) {
    event.stopPropagation();
    this.dispatchEvent(new CustomEvent('typed', { detail: { value: event.target.value } }));
  }

  handleChange(event) {
    event.stopPropagation();
    this.dispatchEvent(new CustomEvent('change', { detail: { value: event.target.value } }));
  }

  renderedCallback() {
    const input = this.template.querySelector('input');
    // What somebody is typing is theirs.
    if (this.template.activeElement !== input) input.value = this.value ?? '';
  }

  get isWrong() {
    return Boolean(this.problem);
  }

  get invalid() {
    return this.isWrong ? 'true' : 'false';
  }

  get fieldClass() {
    return this.isWrong ? 'slds-form-element slds-has-error' : 'slds-form-element';
  }
}
