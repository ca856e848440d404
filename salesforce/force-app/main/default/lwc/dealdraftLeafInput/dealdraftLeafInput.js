import { LightningElement, api } from 'lwc';
import { fromInputText, misfit, toInputText, toOptionViews, toWords } from 'c/dealdraftDraftModel';
import { numberWords } from 'c/dealdraftFormats';
import { say, texts } from 'c/dealdraftTexts';

const YES_NO = [
  { label: texts.field_yes, value: true },
  { label: texts.field_no, value: false },
];
/** Numbers are texts to the browser: its own number inputs show no thousands, and change by the mouse wheel. */
const INPUT_MODES = { NUMBER: 'decimal', INTEGER: 'numeric' };
const HINTS = { TEXTS: texts.field_oneALine };

/**
 * The input of one value that has no parts. Dispatches `valuechange` with `{ value }`; null when it was emptied.
 * The value always comes back from above; only the text being typed is kept here, so that nothing rewrites it meanwhile.
 */
export default class DealdraftLeafInput extends LightningElement {
  @api field;
  @api problems = [];
  /** In place of the field's label; in tables, where the column says it to the eye, for screen readers alone. */
  @api label = '';
  @api labelHidden = false;
  @api disabled = false;
  texts = texts;
  typed = null;
  hasFocus = false;
  given = null;
  /** Whether the input is too narrow for what stands in it. Nobody should send to an address of which they see half. */
  isCut = false;
  watched = null;
  widths = new ResizeObserver(() => this.measure());

  @api
  get value() {
    return this.given;
  }
  set value(value) {
    this.given = value ?? null;
    // Another value than the one typed: it was set back, or the row is another one.
    const isTyped =
      this.typed !== null &&
      toWords(fromInputText(this.field.input, this.typed)) === toWords(this.given);
    if (!isTyped) this.typed = null;
  }

  @api
  focus() {
    this.template.querySelector('input:not([disabled]), select, textarea')?.focus();
  }

  renderedCallback() {
    // A textarea has no value attribute that a template could bind.
    const area = this.template.querySelector('textarea');
    if (area !== null && area.value !== this.text) area.value = this.text;
    const input = this.template.querySelector('input[type="text"]');
    if (input === this.watched) {
      this.measure();
      return;
    }
    // Who begins to watch is told at once, after one layout for all inputs of a form.
    this.widths.disconnect();
    this.watched = input;
    if (input !== null) this.widths.observe(input);
  }

  disconnectedCallback() {
    this.widths.disconnect();
    this.watched = null;
  }

  measure() {
    const { watched } = this;
    this.isCut = watched !== null && watched.scrollWidth > watched.clientWidth;
  }

  get shownLabel() {
    return this.label === '' ? this.field.label : this.label;
  }

  get labelClass() {
    return this.labelHidden ? 'slds-assistive-text' : 'slds-form-element__label';
  }

  get elementClass() {
    return this.problems.length > 0 ? 'slds-form-element slds-has-error' : 'slds-form-element';
  }

  get ariaRequired() {
    return this.field.required ? 'true' : 'false';
  }

  get isInvalid() {
    return this.problems.length > 0 ? 'true' : 'false';
  }

  get isSelect() {
    return this.field.input === 'CHOICE' || this.field.input === 'BOOLEAN';
  }

  get isChecks() {
    return this.field.input === 'CHOICES';
  }

  get isFiles() {
    return this.field.input === 'FILES';
  }

  get isLines() {
    return this.field.input === 'TEXTS';
  }

  get htmlType() {
    return this.field.input === 'DATE' ? 'date' : 'text';
  }

  get inputMode() {
    return INPUT_MODES[this.field.input] ?? null;
  }

  get text() {
    if (this.typed !== null) return this.typed;
    return this.inputMode === null || this.hasFocus
      ? toInputText(this.field.input, this.given)
      : numberWords(this.given);
  }

  get options() {
    return toOptionViews(this.optionList, this.given);
  }

  get optionList() {
    return this.field.input === 'BOOLEAN' ? YES_NO : this.field.options;
  }

  get isNothingChosen() {
    return this.options.every(({ isChosen }) => !isChosen);
  }

  get hint() {
    return HINTS[this.field.input] ?? null;
  }

  get misfitWords() {
    const value = this.typed === null ? misfit(this.field, this.given) : null;
    return value === null ? null : say('field_valueFound', { value });
  }

  get filesWords() {
    return this.given === null ? null : say('field_filesGiven', { value: toWords(this.given) });
  }

  get problemViews() {
    return this.problems.map(({ message }) => ({ key: message, message }));
  }

  handleText(event) {
    this.typed = event.target.value;
    this.dispatch(fromInputText(this.field.input, this.typed));
  }

  handleFocus() {
    this.hasFocus = true;
  }

  handleBlur() {
    this.typed = null;
    this.hasFocus = false;
  }

  handleSelect(event) {
    const option = this.optionList[Number(event.target.value)];
    this.dispatch(event.target.value === '' || option === undefined ? null : option.value);
  }

  handleCheck() {
    const checked = [...this.template.querySelectorAll('input')]
      .filter((box) => box.checked)
      .map((box) => this.optionList[Number(box.value)].value);
    this.dispatch(checked.length === 0 ? null : checked);
  }

  dispatch(value) {
    this.dispatchEvent(new CustomEvent('valuechange', { detail: { value } }));
  }
}
