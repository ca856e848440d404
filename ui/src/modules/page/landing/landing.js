import { LightningElement, api } from 'lwc';
import { isDemo } from 'page/session';
import { texts } from 'c/dealdraftTexts';

export default class Landing extends LightningElement {
  @api signIn;
  /** Whether somebody was signed in a moment ago. */
  @api hasEnded = false;
  texts = texts;
  isDemo = false;

  async connectedCallback() {
    this.isDemo = await isDemo();
  }

  get label() {
    return this.isDemo ? texts.landing_signInSandbox : texts.landing_signIn;
  }

  /** Back to where one wanted to go. */
  get href() {
    const target = `/${window.location.hash}`;
    return `${this.signIn}?returnTo=${encodeURIComponent(target)}`;
  }
}
