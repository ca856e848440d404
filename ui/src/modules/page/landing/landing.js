import { LightningElement, api } from 'lwc';

export default class Landing extends LightningElement {
  @api signIn;

  /** Back to where one wanted to go. */
  get href() {
    const target = `/${window.location.hash}`;
    return `${this.signIn}?returnTo=${encodeURIComponent(target)}`;
  }
}
