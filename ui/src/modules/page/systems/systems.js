import { LightningElement, api } from 'lwc';
import { debounce } from 'c/dealdraftClock';
import { agoText, countText, durationText, percentText } from 'page/format';
import { ask } from 'page/graph';

const SYSTEMS = /* GraphQL */ `
  query Systems {
    systemHealth {
      system
      since
      calls
      failed
      medianMs
      slowMs
      lastFailure {
        at
        error
      }
      allowance {
        limit
        left
        perSeconds
        waiting
      }
      pausedUntil
    }
  }
`;
const NAMES = { spotdraft: 'SpotDraft', salesforce: 'Salesforce', archive: 'Archive' };
/** Above it, a neighbour's day is called a bad one. */
const MANY_FAILURES = 0.1;
const REREAD_AFTER_MS = 1_000;

/** A tile for each neighbour: calls, failures, how long they take, what is left, until when they are left alone. */
export default class Systems extends LightningElement {
  systems = [];
  errorText = '';
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
      this.systems = (await ask(SYSTEMS)).systemHealth;
      this.errorText = '';
    } catch (error) {
      this.errorText = `How the systems do can’t be shown: ${error.body?.message ?? error.message}`;
    }
  }

  get tiles() {
    return this.systems.map((health) => {
      const { word, mood } = stateOf(health);
      return {
        system: health.system,
        name: NAMES[health.system] ?? health.system,
        state: word,
        class: `system system_${mood}`,
        badge: `slds-badge state state_${mood}`,
        facts: factsOf(health),
        failure:
          health.lastFailure &&
          `Last failure ${agoText(health.lastFailure.at)}: ${health.lastFailure.error}`,
      };
    });
  }
}

function stateOf({ calls, failed, pausedUntil }) {
  if (pausedUntil) return { word: 'Paused', mood: 'paused' };
  if (calls === 0) return { word: 'Not asked lately', mood: 'idle' };
  if (failed / calls >= MANY_FAILURES) return { word: 'Failing', mood: 'failing' };
  return { word: 'Answers', mood: 'fine' };
}

function factsOf({ calls, failed, medianMs, slowMs, allowance, pausedUntil }) {
  const share = calls === 0 ? '' : ` (${percentText(Math.round((1_000 * failed) / calls) / 10)})`;
  return [
    { label: 'Calls', value: calls === 500 ? `${countText(calls)} and more` : countText(calls) },
    { label: 'Failed', value: `${countText(failed)}${failed > 0 ? share : ''}` },
    {
      label: 'Answers within',
      value:
        medianMs === null ? '–' : `${durationText(medianMs)}, slow ones ${durationText(slowMs)}`,
    },
    { label: 'Allowance', value: allowanceText(allowance) },
    ...(pausedUntil ? [{ label: 'Next try', value: agoText(pausedUntil) }] : []),
  ];
}

function allowanceText(allowance) {
  if (!allowance) return 'Not known';
  const { limit, left, perSeconds, waiting } = allowance;
  if (left === null) {
    const per = perSeconds === 1 ? 'a second' : `in ${perSeconds} s`;
    return `${countText(limit)} ${per}${waiting > 0 ? `, ${countText(waiting)} waiting` : ''}`;
  }
  return `${countText(left)} of ${countText(limit)} left today`;
}
