/** Where a list is that is read page by page. It never changes itself: each step is another one. */
export class Pages {
  /** Where each page up to this one begins. */
  #cursors;
  #pageInfo;

  constructor(cursors = [null], pageInfo = null) {
    this.#cursors = cursors;
    this.#pageInfo = pageInfo;
  }

  /** What the list is asked for. */
  get after() {
    return this.#cursors.at(-1);
  }

  /** How many pages stand before this one. */
  get before() {
    return this.#cursors.length - 1;
  }

  get isFirst() {
    return this.before === 0;
  }

  /** A page that is still read is not known to be the last one: who is at its button stays there. */
  get isLast() {
    return this.#pageInfo === null ? this.isFirst : !this.#pageInfo.hasNextPage;
  }

  get isOnly() {
    return this.isFirst && this.isLast;
  }

  /** The same page, once it was read. */
  read(pageInfo) {
    return new Pages(this.#cursors, pageInfo);
  }

  /** Itself where it is not read yet, and so nobody knows where the next one begins. */
  next() {
    if (this.#pageInfo === null) return this;
    return new Pages([...this.#cursors, this.#pageInfo.endCursor]);
  }

  previous() {
    return new Pages(this.#cursors.slice(0, -1), { hasNextPage: true, endCursor: this.after });
  }
}
