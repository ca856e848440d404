import { LightningElement, api } from 'lwc';

/** What a page says when it has nothing to show: empty, refused, or failed with a way to try again. */
export default class Message extends LightningElement {
  @api heading;
  @api text;
  @api iconName = 'utility:info';
  @api action;

  act() {
    this.dispatchEvent(new CustomEvent('act'));
  }
}
