import { LightningElement, api } from 'lwc';
import { misfit } from 'c/dealdraftDraftModel';
import { say, texts } from 'c/dealdraftTexts';

/**
 * One field of the draft as `toFieldViews` gives it: its typed input, where its value comes from and what is wrong with it.
 * Dispatches `entry` with `{ name, value }` and `revert` with `{ name }`.
 */
export default class DealdraftDraftField extends LightningElement {
  @api view;
  @api disabled = false;
  /** What the contract is over, `{ type, value }`, for tables to add up to; or null. */
  @api contractValue = null;
  /** For admins: the expression of the mapping, too. */
  @api expressionShown = false;
  texts = texts;

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

  /** What several inputs can't show; a single input says so itself. */
  get misfitWords() {
    const value = this.isTable || this.isGroup ? misfit(this.view.field, this.view.value) : null;
    return value === null ? null : say('field_valueFound', { value });
  }

  get shownExpression() {
    return this.expressionShown && !this.view.isEntered ? this.view.expression : null;
  }

  get fieldClass() {
    return this.view.hasProblem ? 'field field_problem' : 'field';
  }

  get revertLabel() {
    return say('field_backOf', { label: this.view.field.label });
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
