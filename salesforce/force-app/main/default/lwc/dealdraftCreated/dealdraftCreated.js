import { LightningElement, api } from 'lwc';
import { statusLabel } from 'c/dealdraftContractView';
import { say, texts } from 'c/dealdraftTexts';

/** The contract that came of a request, `{ contract, created }`. Dispatches `another` and `close`. */
export default class DealdraftCreated extends LightningElement {
  @api outcome;
  @api embedded = false;
  texts = texts;

  @api
  focus() {
    this.template.querySelector('h3').focus();
  }

  get url() {
    return this.outcome.contract?.url ?? null;
  }

  get heading() {
    return this.outcome.created ? texts.created_heading : texts.created_headingBefore;
  }

  get words() {
    const { contract } = this.outcome;
    if (contract === null) return texts.created_hidden;
    const { name, id, status } = contract;
    return say('created_about', { name, id, status: statusLabel(status) });
  }

  handleAnother() {
    this.dispatchEvent(new CustomEvent('another'));
  }

  handleClose() {
    this.dispatchEvent(new CustomEvent('close'));
  }
}
