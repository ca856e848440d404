import { LightningElement, api } from 'lwc';
import { say, texts } from 'c/dealdraftTexts';

/** Where one contract's document is archived, as `toArchivesView` gives it. Dispatches `again`. */
export default class DealdraftArchives extends LightningElement {
  @api archives = [];
  @api contractName;
  @api busy = false;
  @api offline = false;
  texts = texts;

  get sectionLabel() {
    return say('archive_of', { contract: this.contractName });
  }

  get againLabel() {
    return say('archive_againOf', { contract: this.contractName });
  }

  /** What is there, and what is on its way without trouble, needs nobody's help. */
  get canArchive() {
    return this.archives.some(({ isStuck }) => isStuck);
  }

  /** Not `disabled`: the button that was pressed keeps the focus. */
  get ariaBusy() {
    return this.busy ? 'true' : 'false';
  }

  handleAgain() {
    if (!this.busy) this.dispatchEvent(new CustomEvent('again'));
  }
}
