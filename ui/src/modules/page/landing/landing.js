import { LightningElement, api } from 'lwc';
import { isDemo } from 'page/session';

export default class Landing extends LightningElement {
  @api signIn;
  /** Whether somebody was signed in a moment ago. */
  @api hasEnded = false;
  isDemo = false;

  async connectedCallback() {
    this.isDemo = await isDemo();
  }

  get label() {
    return this.isDemo ? 'Sign in with Salesforce (sandbox)' : 'Sign in with Salesforce';
  }

  /** Back to where one wanted to go. */
  get href() {
    const target = `/${window.location.hash}`;
    return `${this.signIn}?returnTo=${encodeURIComponent(target)}`;
  }
}
