import { LightningElement, api } from 'lwc';
import { nowMs } from 'c/dealdraftClock';
import { statusLabel } from 'c/dealdraftContractView';
import { relativeTime } from 'c/dealdraftFormats';
import { say, sayCount, texts } from 'c/dealdraftTexts';

/**
 * Contracts of the same template that the deal has already. As a question it dispatches `another`, when the person wants one
 * more all the same, and `back`.
 */
export default class DealdraftSimilar extends LightningElement {
  @api contracts = [];
  @api asking = false;
  texts = texts;

  /** On the answer that does no harm: whoever holds Enter down makes no second contract. */
  @api
  focus() {
    this.template.querySelector('[data-id="no-other"]')?.focus();
  }

  /** What asks is read out at once. */
  get role() {
    return this.asking ? 'alert' : null;
  }

  get heading() {
    return sayCount('similar_heading', this.contracts.length);
  }

  get rows() {
    return this.contracts.map(({ id, name, status, createdAt, url }) => {
      const made =
        createdAt === null
          ? []
          : [say('similar_made', { ago: relativeTime(Date.parse(createdAt), nowMs()) })];
      return {
        key: id,
        name,
        url,
        openLabel: say('similar_open', { name }),
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
