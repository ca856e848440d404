import { LightningElement, api } from 'lwc';
import { resendToSignatory } from 'c/dealdraftApi';
import { remindable } from 'c/dealdraftContractState';
import { reduceErrors } from 'c/dealdraftErrors';
import { say, sayAround, texts } from 'c/dealdraftTexts';

/** Writes again to those whose turn it is to sign. Dispatches `close`, or `done` with the contract and whom it went to. */
export default class DealdraftRemindDialog extends LightningElement {
  @api contract;
  @api viewerEmail = null;
  texts = texts;
  left = [];
  reminded = [];
  isBusy = false;
  errors = null;
  /** As the last answer showed it. */
  latest = null;

  get people() {
    return remindable(this.contract, this.viewerEmail).map(({ name, email }) => ({
      email,
      words: name === null ? email : say('common_namedAddress', { name, email }),
      isChosen: !this.left.includes(email),
      isDone: this.reminded.includes(email),
    }));
  }

  get about() {
    return sayAround('remind_about', 'contract');
  }

  get rows() {
    return this.people.map((person) => ({
      ...person,
      said: person.isDone ? say('remind_sent', { person: person.words }) : person.words,
    }));
  }

  get chosen() {
    return this.people.filter(({ isChosen, isDone }) => isChosen && !isDone);
  }

  get isNobody() {
    return this.chosen.length === 0;
  }

  get confirmLabel() {
    return this.isBusy ? texts.common_sending : texts.remind_confirm;
  }

  handleChoose(event) {
    const { value, checked } = event.target;
    const others = this.left.filter((email) => email !== value);
    this.left = checked ? others : [...others, value];
  }

  async handleConfirm() {
    if (this.isBusy || this.isNobody) return;
    this.isBusy = true;
    this.errors = null;
    const failures = await this.remind(this.chosen);
    this.isBusy = false;
    if (failures.length > 0) {
      this.errors = failures;
      return;
    }
    const names = this.people.filter(({ isDone }) => isDone).map(({ words }) => words);
    const detail = { contract: this.latest ?? this.contract, names };
    this.dispatchEvent(new CustomEvent('done', { detail }));
  }

  /** One after the other; who was written to is not written to again when a later one fails. Answers what failed. */
  async remind([person, ...others]) {
    if (person === undefined) return [];
    const failures = await this.remindOne(person);
    return [...failures, ...(await this.remind(others))];
  }

  async remindOne({ email, words }) {
    try {
      const answered = await resendToSignatory({ contractId: this.contract.id, email });
      this.latest = answered ?? this.latest;
      this.reminded = [...this.reminded, email];
      return [];
    } catch (error) {
      const why = reduceErrors(error).join(' ');
      return [say('remind_failed', { person: words, why })];
    }
  }

  handleClose() {
    this.dispatchEvent(new CustomEvent('close'));
  }
}
