import { LightningElement, api } from 'lwc';

/** Where one contract's document is archived, as `toArchivesView` gives it. Dispatches `again`. */
export default class DealdraftArchives extends LightningElement {
  @api archives = [];
  @api contractName;
  @api busy = false;
  @api offline = false;

  get sectionLabel() {
    return `Archive of ${this.contractName}`;
  }

  get againLabel() {
    return `Archive again: ${this.contractName}`;
  }

  /** What is there and proved needs nobody's help. */
  get canArchive() {
    return this.archives.some(({ isMissing }) => isMissing);
  }

  /** Not `disabled`: the button that was pressed keeps the focus. */
  get ariaBusy() {
    return this.busy ? 'true' : 'false';
  }

  handleAgain() {
    if (!this.busy) this.dispatchEvent(new CustomEvent('again'));
  }
}
