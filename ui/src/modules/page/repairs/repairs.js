import { LightningElement, api } from 'lwc';
import { debounce } from 'c/dealdraftClock';
import { refusalWords } from 'c/dealdraftErrors';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { agoText, countText, durationText, outcomeText, timeText } from 'page/format';
import { ask } from 'page/graph';
import { say, sayCode, sayCount, texts } from 'c/dealdraftTexts';

const PASSES = /* GraphQL */ `
  query Passes {
    activities(kind: [REPAIR], first: 5) {
      nodes {
        at
        operation
        outcome
        failed
        durationMs
        error
      }
    }
  }
`;
const START = /* GraphQL */ `
  mutation StartRepair($input: StartRepairInput) {
    startRepair(input: $input) {
      userErrors {
        code
        message
      }
    }
  }
`;
const BACKFILL = /* GraphQL */ `
  mutation StartBackfill {
    startBackfill {
      userErrors {
        code
        message
      }
    }
  }
`;
const PAUSE = /* GraphQL */ `
  mutation PauseRepairs($input: PauseRepairsInput!) {
    pauseRepairs(input: $input) {
      userErrors {
        code
        message
      }
    }
  }
`;
const REREAD_AFTER_MS = 1_000;

/** What finds that a delivery never came: the latest passes, one more, or none for a while. */
export default class Repairs extends LightningElement {
  texts = texts;
  nodes = [];
  isBusy = false;
  isAsking = false;
  isAskingBackfill = false;
  #progress;
  readSoon = debounce(REREAD_AFTER_MS, () => this.load().catch(this.fail));

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
    this.load().catch(this.fail);
  }

  disconnectedCallback() {
    this.readSoon.cancel();
  }

  async load() {
    this.nodes = (await ask(PASSES)).activities.nodes;
  }

  fail = (error) => {
    this.toast('error', texts.page_notDone, error.body?.message ?? error.message);
  };

  runChanged() {
    this.order(START, 'startRepair', { everything: false }, texts.repairs_begins);
  }

  askForEverything() {
    this.isAsking = true;
  }

  askForBackfill() {
    this.isAskingBackfill = true;
  }

  closeQuestion() {
    this.isAsking = false;
    this.isAskingBackfill = false;
  }

  runEverything() {
    this.isAsking = false;
    this.order(START, 'startRepair', { everything: true }, texts.repairs_begins);
  }

  runBackfill() {
    this.isAskingBackfill = false;
    this.order(BACKFILL, 'startBackfill', undefined, texts.repairs_backfillBegins);
  }

  togglePause() {
    const paused = !this.isPaused;
    const said = paused ? texts.repairs_paused : texts.repairs_resumed;
    this.order(PAUSE, 'pauseRepairs', { paused }, said);
  }

  async order(mutation, field, input, said) {
    this.isBusy = true;
    try {
      const { [field]: payload } = await ask(mutation, input === undefined ? {} : { input });
      const [problem] = payload.userErrors;
      if (problem) this.toast('error', texts.page_refused, refusalWords(problem));
      else this.toast('success', said);
      this.dispatchEvent(new CustomEvent('ordered'));
    } catch (error) {
      this.fail(error);
    } finally {
      this.isBusy = false;
    }
  }

  toast(variant, title, message) {
    this.dispatchEvent(new ShowToastEvent({ variant, title, message }));
  }

  get isPaused() {
    return this.progress.repairs.paused !== null;
  }

  get cannotRun() {
    return this.isBusy || this.isPaused || this.progress.lastReconciledAt === null;
  }

  get pauseLabel() {
    return this.isPaused ? texts.repairs_resume : texts.repairs_pause;
  }

  get stateText() {
    const {
      lastReconciledAt,
      repairs: { asked, paused },
    } = this.progress;
    if (paused) return say('repairs_pausedBy', { ago: agoText(paused.at), person: paused.by });
    if (asked) {
      const key = asked.pass === 'BACKFILL' ? 'repairs_backfillAskedBy' : 'repairs_askedBy';
      return say(key, { ago: agoText(asked.at), person: asked.by });
    }
    if (lastReconciledAt === null) return texts.repairs_noneYet;
    return say('repairs_nothingMissed', { time: timeText(lastReconciledAt) });
  }

  get backfillText() {
    const { backfill } = this.progress;
    if (!backfill) return null;
    const { isRunning, finishedAt, contracts, total, estimatedSecondsLeft } = backfill;
    if (finishedAt) {
      return sayCount('repairs_lastBackfill', contracts, { ago: agoText(finishedAt) });
    }
    const count = countText(contracts);
    const read =
      total === null
        ? say('repairs_read', { count })
        : say('repairs_readOf', { count, total: countText(total) });
    if (!isRunning) return say('repairs_interrupted', { read });
    if (estimatedSecondsLeft === null) return say('repairs_running', { read });
    const when = agoText(Date.now() + estimatedSecondsLeft * 1_000);
    return say('repairs_runningReady', { read, when });
  }

  get isBackfilling() {
    return this.progress.backfill?.isRunning === true && this.progress.backfill.total !== null;
  }

  get backfillTotal() {
    return this.progress.backfill.total;
  }

  get backfillRead() {
    return Math.min(this.progress.backfill.contracts, this.progress.backfill.total);
  }

  get isInterrupted() {
    const { backfill } = this.progress;
    return backfill !== null && backfill.finishedAt === null && !backfill.isRunning;
  }

  get backfillLabel() {
    return this.isInterrupted ? texts.repairs_goOn : texts.repairs_startBackfill;
  }

  get backfillHeading() {
    return this.isInterrupted ? texts.repairs_askGoOn : texts.repairs_askBackfill;
  }

  get cannotBackfill() {
    const { backfill, repairs } = this.progress;
    const isUnderWay = backfill?.isRunning === true || repairs.asked?.pass === 'BACKFILL';
    return this.isBusy || this.isPaused || isUnderWay;
  }

  get hasPasses() {
    return this.nodes.length > 0;
  }

  get passes() {
    return this.nodes.map(({ at, operation, outcome, failed, durationMs, error }) => ({
      key: at + operation,
      ago: agoText(at),
      exact: timeText(at),
      operation: sayCode('pass', operation.replaceAll(' ', '_')) ?? operation,
      outcome: outcomeText(outcome),
      badge: `slds-badge state state_${failed ? 'failing' : 'fine'}`,
      took: durationText(durationMs),
      error: error ?? '',
    }));
  }
}
