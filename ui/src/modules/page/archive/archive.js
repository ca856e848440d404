import { LightningElement, api } from 'lwc';
import { debounce } from 'c/dealdraftClock';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { agoText, countText } from 'page/format';
import { ask } from 'page/graph';
import { ARCHIVE_AGAIN, ARCHIVES } from './documents';

const REREAD_AFTER_MS = 1_000;

/** What is archived where, and what is not yet. Shows nothing where nothing is to be archived. */
export default class Archive extends LightningElement {
  known = [];
  rows = [];
  errorText = '';
  isBusy = false;
  #progress;
  readSoon = debounce(REREAD_AFTER_MS, () => this.load());

  /** What `syncProgress` says. */
  @api
  get progress() {
    return this.#progress;
  }

  set progress(value) {
    this.#progress = value;
    this.readSoon();
  }

  connectedCallback() {
    this.load();
  }

  disconnectedCallback() {
    this.readSoon.cancel();
  }

  async load() {
    try {
      const { archiveDestinations, archives } = await ask(ARCHIVES);
      this.known = archiveDestinations;
      this.rows = archives.nodes;
      this.errorText = '';
    } catch (error) {
      this.errorText = `What is archived can’t be shown: ${error.body?.message ?? error.message}`;
    }
  }

  async again(event) {
    const { contract: contractId, destination } = event.currentTarget.dataset;
    this.isBusy = true;
    try {
      const { archiveContract } = await ask(ARCHIVE_AGAIN, { input: { contractId, destination } });
      const [problem] = archiveContract.userErrors;
      if (problem) this.toast('error', 'It was not archived', problem.message);
      else this.toast('success', `${contractId} is being archived again`);
    } catch (error) {
      this.toast('error', 'That did not work', error.body?.message ?? error.message);
    } finally {
      this.isBusy = false;
    }
    await this.load();
  }

  toast(variant, title, message) {
    this.dispatchEvent(new ShowToastEvent({ variant, title, message }));
  }

  get isShown() {
    return this.hasDestinations || this.errorText !== '';
  }

  get hasDestinations() {
    return this.known.length > 0;
  }

  get hasMissing() {
    return this.rows.length > 0;
  }

  get destinations() {
    return this.known.map((destination) => {
      const { name, type, archived, waiting, parked, oldestWaitingSince } = destination;
      const { word, mood } = stateOf(destination);
      const total = archived + waiting + parked;
      return {
        name,
        title: type === null ? `${name} (no longer in the archive file)` : `${name} (${type})`,
        state: word,
        badge: `slds-badge state state_${mood}`,
        total: Math.max(1, total),
        archivedCount: archived,
        archived: `${countText(archived)} of ${countText(total)}`,
        progressLabel: `Archived at ${name}`,
        waiting:
          waiting === 0 ? '0' : `${countText(waiting)}, oldest ${agoText(oldestWaitingSince)}`,
        parked: countText(parked),
        error: destination.pauseReason ?? destination.lastError ?? '',
      };
    });
  }

  get missing() {
    return this.rows.map(({ destination, state, lastError, contract }, index) => ({
      key: index,
      contractId: contract?.id ?? '–',
      name: contract?.name ?? '',
      destination,
      state: state.charAt(0) + state.slice(1).toLowerCase(),
      badge: `slds-badge delivery delivery_${state.toLowerCase()}`,
      cause: lastError ?? 'On its way',
      said: `Archive again: ${contract?.id} at ${destination}`,
    }));
  }
}

function stateOf({ pausedUntil, parked, waiting }) {
  if (pausedUntil) return { word: `Paused, next try ${agoText(pausedUntil)}`, mood: 'paused' };
  if (parked > 0) return { word: 'Needs help', mood: 'failing' };
  return waiting > 0 ? { word: 'Working', mood: 'idle' } : { word: 'Complete', mood: 'fine' };
}
