import { LightningElement, api } from 'lwc';
import { statusLabel } from 'c/dealdraftContractView';

/** The contract that came of a request, `{ contract, created }`. Dispatches `another` and `close`. */
export default class DealdraftCreated extends LightningElement {
  @api outcome;
  @api embedded = false;

  @api
  focus() {
    this.template.querySelector('h3').focus();
  }

  get url() {
    return this.outcome.contract?.url ?? null;
  }

  get heading() {
    return this.outcome.created ? 'The contract is created' : 'The contract was created before';
  }

  get words() {
    const { contract } = this.outcome;
    if (contract === null) return 'It belongs to a deal that you have no access to by now.';
    return `${contract.name} (${contract.id}) · ${statusLabel(contract.status)}`;
  }

  handleAnother() {
    this.dispatchEvent(new CustomEvent('another'));
  }

  handleClose() {
    this.dispatchEvent(new CustomEvent('close'));
  }
}
