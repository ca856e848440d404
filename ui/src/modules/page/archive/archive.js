import { LightningElement, api } from 'lwc';
import { debounce } from 'c/dealdraftClock';
import { refusalWords } from 'c/dealdraftErrors';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { agoText, countText, stateText } from 'page/format';
import { ask } from 'page/graph';
import { say, texts } from 'c/dealdraftTexts';
import { ARCHIVE_AGAIN, ARCHIVES } from './documents';

const REREAD_AFTER_MS = 1_000;

/** What is archived where, and what is not yet. Shows nothing where nothing is to be archived. */
export default class Archive extends LightningElement {
  texts = texts;
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
      this.errorText = say('archives_failed', { why: error.body?.message ?? error.message });
    }
  }

  async again(event) {
    const { contract: contractId, destination } = event.currentTarget.dataset;
    this.isBusy = true;
    try {
      const { archiveContract } = await ask(ARCHIVE_AGAIN, { input: { contractId, destination } });
      const [problem] = archiveContract.userErrors;
      if (problem) this.toast('error', texts.archives_notArchived, refusalWords(problem));
      else this.toast('success', say('archives_againNow', { contract: contractId }));
    } catch (error) {
      this.toast('error', texts.page_notDone, error.body?.message ?? error.message);
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
        title:
          type === null ? say('archives_gone', { name }) : say('archives_typed', { name, type }),
        state: word,
        badge: `slds-badge state state_${mood}`,
        total: Math.max(1, total),
        archivedCount: archived,
        archived: say('archives_count', { archived: countText(archived), total: countText(total) }),
        progressLabel: say('archives_progress', { name }),
        waiting:
          waiting === 0
            ? countText(0)
            : say('archives_waitingSince', {
                count: countText(waiting),
                ago: agoText(oldestWaitingSince),
              }),
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
      state: stateText(state),
      badge: `slds-badge delivery delivery_${state.toLowerCase()}`,
      cause: lastError ?? texts.archives_onItsWay,
      said: say('archives_againAt', { contract: contract?.id ?? '–', destination }),
    }));
  }
}

function stateOf({ pausedUntil, parked, waiting }) {
  if (pausedUntil)
    return { word: say('archives_paused', { when: agoText(pausedUntil) }), mood: 'paused' };
  if (parked > 0) return { word: texts.archives_needsHelp, mood: 'failing' };
  return waiting > 0
    ? { word: texts.archives_working, mood: 'idle' }
    : { word: texts.archives_complete, mood: 'fine' };
}
