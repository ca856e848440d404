import { LightningElement, api } from 'lwc';
import { reduceErrors } from 'c/dealdraftErrors';

/** Says what went wrong. With `retry-label` it offers to try again and dispatches `retry`. */
export default class DealdraftErrorPanel extends LightningElement {
  @api errors = null;
  @api retryLabel = '';

  get sentences() {
    return reduceErrors(this.errors).map((sentence) => ({ key: sentence, sentence }));
  }

  get hasErrors() {
    return this.sentences.length > 0;
  }

  handleRetry() {
    this.dispatchEvent(new CustomEvent('retry'));
  }
}
