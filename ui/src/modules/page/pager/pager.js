import { LightningElement, api } from 'lwc';
import { texts } from 'c/dealdraftTexts';
import { Pages } from './pages';

export { Pages } from './pages';

/** Leads from page to page of a list; nothing where there is one page. Dispatches `turn` with the `Pages` that it leads to. */
export default class Pager extends LightningElement {
  @api pages = new Pages();
  @api previousLabel = texts.page_previous;
  @api nextLabel = texts.page_next;
  texts = texts;

  get isNeeded() {
    return !this.pages.isOnly;
  }

  previous() {
    this.turn(this.pages.previous());
  }

  next() {
    this.turn(this.pages.next());
  }

  turn(detail) {
    this.dispatchEvent(new CustomEvent('turn', { detail }));
  }
}
