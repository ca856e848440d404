import { LightningElement, api } from 'lwc';
import { readTemplates } from 'c/dealdraftApi';
import { debounce } from 'c/dealdraftClock';
import { say, sayCount, texts } from 'c/dealdraftTexts';

const SEARCH_AFTER_MS = 300;

/** Finds a template by its name. Dispatches `choose` with `{ template }`. */
export default class DealdraftTemplateChoice extends LightningElement {
  texts = texts;
  search = '';
  templates = null;
  isAdmin = false;
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
      const { templates, isAdmin } = await readTemplates(this.search.trim());
      if (number !== this.number) return;
      this.templates = templates;
      this.isAdmin = isAdmin;
    } catch (error) {
      if (number === this.number) this.error = error;
    } finally {
      if (number === this.number) this.isLoading = false;
    }
  }

  /** Only those a contract can come of. */
  get offered() {
    return (this.templates ?? []).filter(({ isMapped }) => isMapped);
  }

  get hasTemplates() {
    return this.offered.length > 0;
  }

  /** Whoever can set them up is told of the others. */
  get notSetUp() {
    if (!this.isAdmin) return [];
    return (this.templates ?? [])
      .filter(({ isMapped }) => !isMapped)
      .map(({ id, name }) => ({ id, words: say('templates_named', { name, id }) }));
  }

  get hasNotSetUp() {
    return this.notSetUp.length > 0;
  }

  get status() {
    if (this.isLoading) return texts.templates_loading;
    if (this.templates === null || this.error !== null) return '';
    if (this.offered.length > 0) return sayCount('templates_count', this.offered.length);
    return this.search.trim() === '' ? texts.templates_none : texts.templates_noMatch;
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
