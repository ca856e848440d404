import { LightningElement, api } from 'lwc';
import { readTemplates } from 'c/dealdraftApi';
import { debounce } from 'c/dealdraftClock';

const SEARCH_AFTER_MS = 300;

/** Finds a template by its name. Dispatches `choose` with `{ template }`. */
export default class DealdraftTemplateChoice extends LightningElement {
  search = '';
  templates = null;
  error = null;
  isLoading = false;
  /** Of the latest reading; answers to earlier ones come too late. */
  number = 0;

  searchSoon = debounce(SEARCH_AFTER_MS, () => this.load());

  @api
  focus() {
    this.template.querySelector('[data-id="search"]').focus();
  }

  connectedCallback() {
    this.load();
  }

  disconnectedCallback() {
    this.searchSoon.cancel();
    this.number += 1;
  }

  async load() {
    this.number += 1;
    const { number } = this;
    this.isLoading = true;
    this.error = null;
    try {
      const templates = await readTemplates(this.search.trim());
      if (number === this.number) this.templates = templates;
    } catch (error) {
      if (number === this.number) this.error = error;
    } finally {
      if (number === this.number) this.isLoading = false;
    }
  }

  get hasTemplates() {
    return this.templates !== null && this.templates.length > 0;
  }

  get status() {
    if (this.isLoading) return 'Loading the templates…';
    if (this.templates === null || this.error !== null) return '';
    if (this.templates.length > 0) {
      return this.templates.length === 1 ? 'One template' : `${this.templates.length} templates`;
    }
    return this.search.trim() === ''
      ? 'There is no template in SpotDraft that contracts can be generated from.'
      : 'No template has this in its name.';
  }

  handleSearch(event) {
    this.search = event.target.value;
    this.searchSoon();
  }

  handleChoose(event) {
    const { id } = event.currentTarget.dataset;
    const template = this.templates.find((each) => each.id === id);
    this.dispatchEvent(new CustomEvent('choose', { detail: { template } }));
  }
}
