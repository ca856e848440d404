import { LightningElement, api } from 'lwc';
import { toStatusView } from './statuses';

export { CONTRACT_STATUSES } from './statuses';

export default class ContractStatus extends LightningElement {
  @api status;

  get label() {
    return toStatusView(this.status).label;
  }

  get badge() {
    return toStatusView(this.status).class;
  }
}
