import { LightningElement, api } from 'lwc';

/**
 * A choice of one of a few that are all in sight. A component of its own: in a template with ids, LWC takes addresses that begin
 * with `#` for ids of it, and the way to a deal is such an address.
 */
export default class Choice extends LightningElement {
  @api label;
  /** `{ label, value }` of each. */
  @api options = [];
  @api value;

  choose(event) {
    event.stopPropagation();
    this.dispatchEvent(new CustomEvent('change', { detail: { value: event.target.value } }));
  }

  get choices() {
    return this.options.map((option) => ({ ...option, isChosen: option.value === this.value }));
  }
}
