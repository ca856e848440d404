import { LightningElement, api } from 'lwc';
import {
  bySigningOrder,
  inOrder,
  isOrdered,
  moved,
  newSignatory,
  ownSignatories,
  peopleNotes,
  shownPeople,
  toPartyViews,
  toSignatoryViews,
  withPartyPart,
  withSide,
  withoutSignatory,
} from 'c/dealdraftPeople';
import { say, texts } from 'c/dealdraftTexts';

/**
 * Who gets the contract and who signs it. Dispatches `peoplechange` with the `{ people }` of `c/dealdraftPeople` as a person
 * changed them.
 */
export default class DealdraftPeopleInput extends LightningElement {
  @api draft;
  @api people;
  /** User errors about counterparties and signatories. */
  @api problems = [];
  @api disabled = false;
  texts = texts;
  focusAfterRender = null;

  @api
  focus() {
    const views = [...this.parties, ...this.signatories];
    const wrong = views.flatMap(({ fields }) => fields).find(({ problems }) => problems.length > 0);
    const target = wrong === undefined ? null : `[data-path="${wrong.path}"]`;
    (target === null
      ? this.template.querySelector('[data-path]')
      : this.template.querySelector(target)
    )?.focus();
  }

  renderedCallback() {
    if (this.focusAfterRender === null) return;
    this.template.querySelector(this.focusAfterRender)?.focus();
    this.focusAfterRender = null;
  }

  get shown() {
    return shownPeople(this.draft, this.people);
  }

  get parties() {
    return toPartyViews(this.shown, this.problems, this.people.counterparties !== null);
  }

  get signatories() {
    return toSignatoryViews(this.shown, this.problems, this.people.signatories !== null);
  }

  get notes() {
    return peopleNotes(this.problems);
  }

  /** They can be changed as soon as something about them is wrong. */
  get areSignatoriesOpen() {
    return (
      this.people.signatories !== null ||
      this.problems.some(({ field }) => field?.[0] === 'signatories')
    );
  }

  get areSignatoriesListed() {
    return !this.areSignatoriesOpen && this.shown.signatories.length > 0;
  }

  get isLeftToSpotDraft() {
    return this.shown.signatories.length === 0;
  }

  get isOrdered() {
    return isOrdered(this.shown.signatories);
  }

  get canBeOrdered() {
    return this.shown.signatories.length > 1;
  }

  get canBeReverted() {
    return this.people.counterparties !== null || this.people.signatories !== null;
  }

  get signatoryRows() {
    return this.signatories.map((view) => {
      const number = view.place + 1;
      return {
        ...view,
        said: say('people_row', { number: view.number, person: view.words }),
        legend: say('people_signatory', { number }),
        removeLabel: say('people_removeSignatory', { number }),
        earlierLabel: say('people_signsEarlier', { number }),
        laterLabel: say('people_signsLater', { number }),
        canMoveUp: this.isOrdered && !view.isFirst,
        canMoveDown: this.isOrdered && !view.isLast,
      };
    });
  }

  handleParty(event) {
    const { index, path } = event.currentTarget.dataset;
    this.dispatch(
      withPartyPart(
        { ...this.people, counterparties: this.shown.counterparties },
        Number(index),
        path,
        event.detail.value,
      ),
    );
  }

  handleName() {
    this.focusAfterRender = '[data-list="signatories"]';
    this.dispatchSignatories(ownSignatories(this.shown));
  }

  handleSignatory(event) {
    const { index, path } = event.currentTarget.dataset;
    this.change(Number(index), (one) => ({ ...one, [path]: event.detail.value }));
  }

  handleSide(event) {
    this.change(Number(event.currentTarget.dataset.index), (one) =>
      withSide(one, event.detail.value, this.shown),
    );
  }

  handleOrder(event) {
    this.dispatchSignatories(inOrder(bySigningOrder(this.shown.signatories), event.target.checked));
  }

  handleMove(event) {
    const { place, step } = event.currentTarget.dataset;
    const target = Number(place) + Number(step);
    this.focusAfterRender = `[data-place="${target}"][data-step="${step}"]`;
    this.dispatchSignatories(moved(this.shown.signatories, Number(place), Number(step)));
  }

  handleAdd() {
    const index = this.shown.signatories.length;
    this.focusAfterRender = `[data-list="signatories"][data-index="${index}"]`;
    this.dispatchSignatories([...this.shown.signatories, newSignatory(this.shown)]);
  }

  handleRemove(event) {
    this.focusAfterRender = '[data-id="add"]';
    this.dispatchSignatories(
      withoutSignatory(this.shown.signatories, Number(event.currentTarget.dataset.index)),
    );
  }

  handleRevert() {
    this.dispatch({ counterparties: null, signatories: null });
  }

  change(index, changed) {
    this.dispatchSignatories(
      this.shown.signatories.map((one, at) => (at === index ? changed(one) : one)),
    );
  }

  dispatchSignatories(signatories) {
    this.dispatch({ ...this.people, signatories });
  }

  dispatch(people) {
    this.dispatchEvent(new CustomEvent('peoplechange', { detail: { people } }));
  }
}
