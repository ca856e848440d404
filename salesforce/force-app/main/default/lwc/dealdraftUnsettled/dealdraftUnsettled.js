import { LightningElement, api } from 'lwc';
import { texts } from 'c/dealdraftTexts';

/** After so many answers that settle nothing, a person may decide to let the request be. */
const ASKED_ENOUGH = 3;

/**
 * What is known of a request whose outcome is not, as `c/dealdraftCreation` has it. Dispatches `ask`, to ask once more at
 * once, and `another`, to let it be.
 */
export default class DealdraftUnsettled extends LightningElement {
  @api intent;
  texts = texts;

  get isUnknown() {
    return this.intent.kind === 'unknown' || (this.isAsking && this.intent.asked > 0);
  }

  get isAsking() {
    return this.intent.kind === 'sending';
  }

  get isTaken() {
    return this.intent.kind === 'taken';
  }

  get askLabel() {
    return this.isAsking ? texts.unsettled_asking : texts.unsettled_ask;
  }

  get canLetBe() {
    return this.intent.kind === 'unknown' && this.intent.asked >= ASKED_ENOUGH;
  }

  handleAsk() {
    this.dispatchEvent(new CustomEvent('ask'));
  }

  handleAnother() {
    this.dispatchEvent(new CustomEvent('another'));
  }
}
