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

  /** One after the other; who was written to is not written to again when a later one fails. */
  async handleConfirm() {
    if (this.isBusy || this.isNobody) return;
    this.isBusy = true;
    this.errors = null;
    const failures = [];
    let contract = this.contract;
    for (const { email, words } of this.chosen) {
      try {
        // SpotDraft is asked for one at a time.
        // eslint-disable-next-line no-await-in-loop
        contract = (await resendToSignatory({ contractId: this.contract.id, email })) ?? contract;
        this.reminded = [...this.reminded, email];
      } catch (error) {
        const why = reduceErrors(error).join(' ');
        failures.push(say('remind_failed', { person: words, why }));
      }
    }
    this.isBusy = false;
    if (failures.length > 0) {
      this.errors = failures;
      return;
    }
    const names = this.people.filter(({ isDone }) => isDone).map(({ words }) => words);
    this.dispatchEvent(new CustomEvent('done', { detail: { contract, names } }));
  }

  handleClose() {
    this.dispatchEvent(new CustomEvent('close'));
  }
}
