import { LightningElement, api } from 'lwc';
import { nowMs } from 'c/dealdraftClock';
import { statusLabel } from 'c/dealdraftContractView';
import { relativeTime } from 'c/dealdraftFormats';

/**
 * Contracts of the same template that the deal has already. As a question it dispatches `another`, when the person wants one
 * more all the same, and `back`.
 */
export default class DealdraftSimilar extends LightningElement {
  @api contracts = [];
  @api asking = false;

  @api
  focus() {
    this.template.querySelector('[data-id="create-another"]')?.focus();
  }

  /** What asks is read out at once. */
  get role() {
    return this.asking ? 'alert' : null;
  }

  get heading() {
    return this.contracts.length === 1
      ? 'This deal already has a contract of this template:'
      : `This deal already has ${this.contracts.length} contracts of this template:`;
  }

  get rows() {
    return this.contracts.map(({ id, name, status, createdAt, url }) => {
      const made =
        createdAt === null ? [] : [`made ${relativeTime(Date.parse(createdAt), nowMs())}`];
      return {
        key: id,
        name,
        url,
        openLabel: `${name}, opens in SpotDraft (new tab)`,
        about: [id, statusLabel(status), ...made].join(', '),
      };
    });
  }

  handleAnother() {
    this.dispatchEvent(new CustomEvent('another'));
  }

  handleBack() {
    this.dispatchEvent(new CustomEvent('back'));
  }
}
