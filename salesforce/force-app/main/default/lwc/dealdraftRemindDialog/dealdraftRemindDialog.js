import { LightningElement, api } from 'lwc';
import { resendToSignatory } from 'c/dealdraftApi';
import { remindable } from 'c/dealdraftContractState';
import { reduceErrors } from 'c/dealdraftErrors';

/** Writes again to those whose turn it is to sign. Dispatches `close`, or `done` with the contract and whom it went to. */
export default class DealdraftRemindDialog extends LightningElement {
  @api contract;
  @api viewerEmail = null;
  left = [];
  reminded = [];
  isBusy = false;
  errors = null;

  get people() {
    return remindable(this.contract, this.viewerEmail).map(({ name, email }) => ({
      email,
      words: name === null ? email : `${name} (${email})`,
      isChosen: !this.left.includes(email),
      isDone: this.reminded.includes(email),
    }));
  }

  get chosen() {
    return this.people.filter(({ isChosen, isDone }) => isChosen && !isDone);
  }

  get isNobody() {
    return this.chosen.length === 0;
  }

  get confirmLabel() {
    return this.isBusy ? 'Sending…' : 'Send reminder';
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
        failures.push(`${words}: ${reduceErrors(error).join(' ')}`);
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
