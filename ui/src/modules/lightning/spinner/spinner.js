import { LightningElement, api } from 'lwc';

const SIZES = {
  'x-small': 'slds-spinner_x-small',
  small: 'slds-spinner_small',
  medium: 'slds-spinner_medium',
};

/** What our components use of `lightning-spinner` in Salesforce. */
export default class Spinner extends LightningElement {
  @api alternativeText = '';
  @api size = 'medium';

  get spinnerClass() {
    return `slds-spinner slds-spinner_brand ${SIZES[this.size] ?? SIZES.medium}`;
  }
}
