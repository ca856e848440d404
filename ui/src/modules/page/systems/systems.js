import { LightningElement, api } from 'lwc';
import { debounce } from 'c/dealdraftClock';
import { agoText, countText, durationText, percentText, systemText, untilText } from 'page/format';
import { ask } from 'page/graph';
import { say, texts } from 'c/dealdraftTexts';

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
/** Above it, a neighbour's day is called a bad one. */
const MANY_FAILURES = 0.1;
const REREAD_AFTER_MS = 1_000;

/** A tile for each neighbour: calls, failures, how long they take, what is left, until when they are left alone. */
export default class Systems extends LightningElement {
  texts = texts;
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
      this.errorText = say('systems_failed', { why: error.body?.message ?? error.message });
    }
  }

  get tiles() {
    return this.systems.map((health) => {
      const { word, mood } = stateOf(health);
      return {
        system: health.system,
        name: systemText(health.system),
        state: word,
        class: `system system_${mood}`,
        badge: `slds-badge state state_${mood}`,
        facts: factsOf(health),
        failure:
          health.lastFailure &&
          say('systems_lastFailure', {
            ago: agoText(health.lastFailure.at),
            why: health.lastFailure.error,
          }),
      };
    });
  }
}

function stateOf({ calls, failed, pausedUntil }) {
  if (pausedUntil) return { word: texts.systems_paused, mood: 'paused' };
  if (calls === 0) return { word: texts.systems_idle, mood: 'idle' };
  if (failed / calls >= MANY_FAILURES) return { word: texts.systems_failing, mood: 'failing' };
  return { word: texts.systems_fine, mood: 'fine' };
}

function factsOf({ calls, failed, medianMs, slowMs, allowance, pausedUntil }) {
  const count = countText(calls);
  return [
    {
      label: texts.systems_calls,
      value: calls === 500 ? say('systems_callsAndMore', { count }) : count,
    },
    { label: texts.systems_failures, value: failuresText(failed, calls) },
    {
      label: texts.systems_within,
      value:
        medianMs === null
          ? '–'
          : say('systems_times', { median: durationText(medianMs), slow: durationText(slowMs) }),
    },
    { label: texts.systems_allowance, value: allowanceText(allowance) },
    ...(pausedUntil ? [{ label: texts.systems_nextTry, value: untilText(pausedUntil) }] : []),
  ];
}

function failuresText(failed, calls) {
  const count = countText(failed);
  if (failed === 0) return count;
  const share = percentText(Math.round((1_000 * failed) / calls) / 10);
  return say('systems_failuresShare', { count, share });
}

function allowanceText(allowance) {
  if (!allowance) return texts.systems_unknownAllowance;
  const { limit: most, left, perSeconds: seconds, waiting } = allowance;
  const limit = countText(most);
  if (left !== null) return say('systems_leftToday', { left: countText(left), limit });
  const words =
    seconds === 1
      ? say('systems_perSecond', { limit })
      : say('systems_perSeconds', { limit, seconds });
  return waiting > 0
    ? say('systems_waiting', { allowance: words, count: countText(waiting) })
    : words;
}
