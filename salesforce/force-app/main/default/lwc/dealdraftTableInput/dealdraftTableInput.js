import { LightningElement, api } from 'lwc';
import {
  memberOf,
  problemsBeside,
  problemsUnder,
  tableTotal,
  toRows,
  withMember,
} from 'c/dealdraftDraftModel';
import { say, texts } from 'c/dealdraftTexts';

/** Rows of inputs. Dispatches `valuechange` with all rows as `{ value }`; null when the last one is gone. */
export default class DealdraftTableInput extends LightningElement {
  @api field;
  @api value = null;
  @api problems = [];
  /** What the contract is over, `{ type, value }`: the rows are in its currency, and held against it. Or null. */
  @api contractValue = null;
  @api disabled = false;
  texts = texts;
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
    return this.field.members.map((member) => ({
      name: member.name,
      label: this.isInContractCurrency(member)
        ? say('table_column', { label: member.label, currency: this.contractValue.type })
        : member.label,
      required: member.required,
    }));
  }

  /** Whether all amounts of a column are in the contract’s currency, so that no row has to say it. */
  isInContractCurrency({ name, input }) {
    const { type = null } = this.contractValue ?? {};
    return (
      input === 'MONEY' &&
      type !== null &&
      this.rowValues.every((row) => [null, type].includes(memberOf(memberOf(row, name), 'type')))
    );
  }

  get total() {
    return tableTotal(this.field, this.value, this.contractValue);
  }

  get totalNote() {
    const { note } = this.total;
    return note === null ? '' : say('table_totalNote', { note });
  }

  get totalClass() {
    return this.total.isOff ? 'total total_off' : 'total';
  }

  get columnCount() {
    return String(this.field.members.length + 2);
  }

  get rowValues() {
    return toRows(this.value);
  }

  get isEmpty() {
    return this.rowValues.length === 0;
  }

  get rows() {
    const headings = this.columns.map(({ label, required }) => (required ? `* ${label}` : label));
    return this.rowValues.map((row, index) => {
      const rowProblems = problemsUnder(this.problems, String(index));
      const names = this.field.members.map(({ name }) => name);
      return {
        key: String(index),
        number: index + 1,
        removeLabel: say('table_removeRow', { number: index + 1, label: this.field.label }),
        problems: problemsBeside(rowProblems, names).map(({ message }) => ({
          key: message,
          message,
        })),
        cells: this.field.members.map((column, at) => ({
          heading: headings[at],
          ...this.toCell(column, row, index, problemsUnder(rowProblems, column.name)),
        })),
      };
    });
  }

  toCell(column, row, index, problems) {
    const value = memberOf(row, column.name);
    const cell = {
      key: `${index}/${column.name}`,
      row: String(index),
      name: column.name,
      field: column,
      isGroup: column.members.length > 0,
      isAmount: false,
      label: say('table_cell', { label: column.label, number: index + 1 }),
      value,
      problems,
    };
    const amount = column.members.find(({ name }) => name === 'value');
    if (amount === undefined || !this.isInContractCurrency(column)) return cell;
    return {
      ...cell,
      field: amount,
      isGroup: false,
      isAmount: true,
      value: memberOf(value, 'value'),
      problems: [...problemsUnder(problems, 'value'), ...problemsBeside(problems, ['value'])],
    };
  }

  get ownProblems() {
    const rows = this.rowValues.map((_row, index) => String(index));
    return problemsBeside(this.problems, rows).map(({ message }) => ({ key: message, message }));
  }

  handleCell(event) {
    const { row, name } = event.currentTarget.dataset;
    this.changeCell(Number(row), name, event.detail.value);
  }

  /** The amount alone was entered: it is in the contract’s currency. */
  handleAmount(event) {
    const { row, name } = event.currentTarget.dataset;
    const { value } = event.detail;
    this.changeCell(
      Number(row),
      name,
      value === null ? null : { type: this.contractValue.type, value },
    );
  }

  changeCell(index, name, value) {
    const changed = [...this.rowValues];
    changed[index] = withMember(changed[index], name, value) ?? {};
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
