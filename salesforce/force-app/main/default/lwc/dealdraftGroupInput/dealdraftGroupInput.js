import { LightningElement, api } from 'lwc';
import { memberOf, problemsBeside, problemsUnder, withMember } from 'c/dealdraftDraftModel';
import { moneyWords } from 'c/dealdraftFormats';
import { texts } from 'c/dealdraftTexts';

/** The inputs of a value with several parts. Dispatches `valuechange` with the whole `{ value }`. */
export default class DealdraftGroupInput extends LightningElement {
  @api field;
  @api value = null;
  @api problems = [];
  @api label = '';
  @api labelHidden = false;
  @api disabled = false;
  texts = texts;

  @api
  focus() {
    this.template.querySelector('c-dealdraft-leaf-input')?.focus();
  }

  get shownLabel() {
    return this.label === '' ? this.field.label : this.label;
  }

  get legendClass() {
    return this.labelHidden
      ? 'slds-assistive-text'
      : 'slds-form-element__legend slds-form-element__label';
  }

  get members() {
    return this.field.members.map((member) => ({
      name: member.name,
      field: member,
      label: labelWithin(this.field.label, member.label),
      value: memberOf(this.value, member.name),
      problems: problemsUnder(this.problems, member.name),
    }));
  }

  /** The amount as this person writes money: digits alone are easily misread by a factor of ten. */
  get moneyWords() {
    return this.labelHidden || this.field.input !== 'MONEY' ? null : moneyWords(this.value);
  }

  get ownProblems() {
    const names = this.field.members.map(({ name }) => name);
    return problemsBeside(this.problems, names).map(({ message }) => ({ key: message, message }));
  }

  handleMember(event) {
    const { name } = event.currentTarget.dataset;
    const value = withMember(this.value, name, event.detail.value);
    this.dispatchEvent(new CustomEvent('valuechange', { detail: { value } }));
  }
}

/** A member is called "Contract value > Currency" on its own; below its group's name "Currency" says it. */
function labelWithin(group, label) {
  const prefix = `${group} > `;
  return label.startsWith(prefix) ? label.slice(prefix.length) : label;
}
