import { LightningElement, api } from 'lwc';
import { debounce } from 'c/dealdraftClock';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { agoText, countText, durationText, timeText } from 'page/format';
import { ask } from 'page/graph';

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
        message
      }
    }
  }
`;
const BACKFILL = /* GraphQL */ `
  mutation StartBackfill {
    startBackfill {
      userErrors {
        message
      }
    }
  }
`;
const PAUSE = /* GraphQL */ `
  mutation PauseRepairs($input: PauseRepairsInput!) {
    pauseRepairs(input: $input) {
      userErrors {
        message
      }
    }
  }
`;
const REREAD_AFTER_MS = 1_000;

/** What finds that a delivery never came: the latest passes, one more, or none for a while. */
export default class Repairs extends LightningElement {
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
    this.toast('error', 'That did not work', error.body?.message ?? error.message);
  };

  runChanged() {
    this.order(START, 'startRepair', { everything: false }, 'A repair pass begins in a moment');
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
    this.order(START, 'startRepair', { everything: true }, 'A repair pass begins in a moment');
  }

  runBackfill() {
    this.isAskingBackfill = false;
    this.order(BACKFILL, 'startBackfill', undefined, 'A backfill begins in a moment');
  }

  togglePause() {
    const paused = !this.isPaused;
    const said = paused ? 'Repair passes are paused' : 'Repair passes begin again';
    this.order(PAUSE, 'pauseRepairs', { paused }, said);
  }

  async order(mutation, field, input, said) {
    this.isBusy = true;
    try {
      const { [field]: payload } = await ask(mutation, input === undefined ? {} : { input });
      const [problem] = payload.userErrors;
      if (problem) this.toast('error', 'That was refused', problem.message);
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
    return this.isPaused ? 'Resume' : 'Pause';
  }

  get stateText() {
    const {
      lastReconciledAt,
      repairs: { asked, paused },
    } = this.progress;
    if (paused) return `Paused ${agoText(paused.at)} by ${paused.by}`;
    if (asked) {
      const what = asked.pass === 'BACKFILL' ? 'A backfill was asked' : 'Asked';
      return `${what} for ${agoText(asked.at)} by ${asked.by}: it runs, or is about to`;
    }
    if (lastReconciledAt === null) return 'None before the first backfill';
    return `Nothing of before ${timeText(lastReconciledAt)} can have been missed`;
  }

  get backfillText() {
    const { backfill } = this.progress;
    if (!backfill) return null;
    const { isRunning, finishedAt, contracts, total, estimatedSecondsLeft } = backfill;
    if (finishedAt)
      return `The last backfill ended ${agoText(finishedAt)} and read ${countText(contracts)} contracts.`;
    const of = total === null ? '' : ` of ${countText(total)}`;
    const left =
      estimatedSecondsLeft === null
        ? ''
        : `, ready ${agoText(Date.now() + estimatedSecondsLeft * 1_000)}`;
    const read = `${countText(contracts)}${of} contracts read`;
    return isRunning
      ? `A backfill is running: ${read}${left}.`
      : `The last backfill was interrupted: ${read}. Within a day it goes on from there.`;
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
    return this.isInterrupted ? 'Go on with the backfill' : 'Start a backfill';
  }

  get backfillHeading() {
    return this.isInterrupted ? 'Go on with the backfill?' : 'Start a backfill?';
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
      operation,
      outcome,
      badge: `slds-badge state state_${failed ? 'failing' : 'fine'}`,
      took: durationText(durationMs),
      error: error ?? '',
    }));
  }
}
