import { LightningElement, api } from 'lwc';
import { memberOf, problemsBeside, problemsUnder, toRows, withMember } from 'c/dealdraftDraftModel';

/** Rows of inputs. Dispatches `valuechange` with all rows as `{ value }`; null when the last one is gone. */
export default class DealdraftTableInput extends LightningElement {
  @api field;
  @api value = null;
  @api problems = [];
  @api disabled = false;
  focusAfterRender = null;

  @api
  focus() {
    const first = this.template.querySelector('[data-cell]');
    (first ?? this.template.querySelector('[data-id="add"]'))?.focus();
  }

  renderedCallback() {
    if (this.focusAfterRender === null) return;
    this.template.querySelector(this.focusAfterRender)?.focus();
    this.focusAfterRender = null;
  }

  get columns() {
    return this.field.members.map(({ name, label, required }) => ({ name, label, required }));
  }

  get rowValues() {
    return toRows(this.value);
  }

  get isEmpty() {
    return this.rowValues.length === 0;
  }

  get rows() {
    return this.rowValues.map((row, index) => {
      const rowProblems = problemsUnder(this.problems, String(index));
      const names = this.field.members.map(({ name }) => name);
      return {
        key: String(index),
        number: index + 1,
        removeLabel: `Remove row ${index + 1} of ${this.field.label}`,
        problems: problemsBeside(rowProblems, names).map(({ message }) => ({
          key: message,
          message,
        })),
        cells: this.field.members.map((column) => ({
          key: `${index}/${column.name}`,
          row: String(index),
          name: column.name,
          field: column,
          isGroup: column.members.length > 0,
          label: `${column.label}, row ${index + 1}`,
          value: memberOf(row, column.name),
          problems: problemsUnder(rowProblems, column.name),
        })),
      };
    });
  }

  get ownProblems() {
    const rows = this.rowValues.map((_row, index) => String(index));
    return problemsBeside(this.problems, rows).map(({ message }) => ({ key: message, message }));
  }

  handleCell(event) {
    const { row, name } = event.currentTarget.dataset;
    const changed = [...this.rowValues];
    changed[Number(row)] = withMember(changed[Number(row)], name, event.detail.value) ?? {};
    this.dispatch(changed);
  }

  handleAdd() {
    const index = this.rowValues.length;
    const [first] = this.field.members;
    this.focusAfterRender = `[data-cell="${index}/${first?.name}"]`;
    this.dispatch([...this.rowValues, {}]);
  }

  handleRemove(event) {
    const removed = Number(event.currentTarget.dataset.row);
    this.focusAfterRender = '[data-id="add"]';
    const rest = this.rowValues.filter((_row, index) => index !== removed);
    this.dispatch(rest.length === 0 ? null : rest);
  }

  dispatch(value) {
    this.dispatchEvent(new CustomEvent('valuechange', { detail: { value } }));
  }
}
