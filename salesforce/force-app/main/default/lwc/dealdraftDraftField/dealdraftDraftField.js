import { LightningElement, api } from 'lwc';
import { problemsBeside } from 'c/dealdraftDraftModel';

/**
 * One field of the draft as `toFieldViews` gives it: its typed input, where its value comes from and what is wrong with it.
 * Dispatches `entry` with `{ name, value }` and `revert` with `{ name }`.
 */
export default class DealdraftDraftField extends LightningElement {
  @api view;
  @api disabled = false;

  @api
  focus() {
    this.template.querySelector('[data-id="input"]')?.focus();
  }

  get isTable() {
    return this.view.field.input === 'TABLE';
  }

  get isGroup() {
    return !this.isTable && this.view.field.members.length > 0;
  }

  /** A leaf shows whatever is wrong anywhere in it, such as an entry of its list. */
  get problems() {
    return this.isTable || this.isGroup ? this.view.problems : problemsBeside(this.view.problems, []);
  }

  get fieldClass() {
    return this.view.hasProblem ? 'field field_problem' : 'field';
  }

  get revertLabel() {
    return `Back to the deal’s value of ${this.view.field.label}`;
  }

  handleValue(event) {
    this.dispatchEvent(
      new CustomEvent('entry', { detail: { name: this.view.name, value: event.detail.value } }),
    );
  }

  handleRevert() {
    this.dispatchEvent(new CustomEvent('revert', { detail: { name: this.view.name } }));
  }
}
