import { LightningElement } from 'lwc';
import { clockText, readableTimes } from 'page/format';
import { ask } from 'page/graph';
import { say, sayCount, texts } from 'c/dealdraftTexts';

const CHECK_EVERYTHING = /* GraphQL */ `
  query CheckEverything {
    doctor {
      check
      state
      seen
      todo
    }
  }
`;
const KINDS = {
  FAIL: { word: texts.checks_failed, icon: 'utility:error', class: 'notice notice_error' },
  WARN: { word: texts.checks_warning, icon: 'utility:warning', class: 'notice notice_warning' },
};

/**
 * Everything that differs from workspace to workspace, checked when asked to: what is wrong first, each with its cure. Dispatches
 * `checked` with how many checks `failed`.
 */
export default class Checks extends LightningElement {
  texts = texts;
  /** Null before the first check. */
  checks = null;
  checkedAt = null;
  isBusy = false;
  errorText = null;

  async check() {
    this.isBusy = true;
    this.errorText = null;
    try {
      const { doctor } = await ask(CHECK_EVERYTHING);
      this.checks = doctor.map((check) => ({ ...check, seen: readableTimes(check.seen) }));
      this.checkedAt = new Date().toISOString();
      const failed = this.inState('FAIL').length;
      this.dispatchEvent(new CustomEvent('checked', { detail: { failed } }));
    } catch (error) {
      this.errorText = error.body?.message ?? error.message;
    } finally {
      this.isBusy = false;
    }
  }

  inState(state) {
    return (this.checks ?? []).filter((check) => check.state === state);
  }

  get stateText() {
    if (this.isBusy) return texts.checks_running;
    if (this.checks === null) return texts.checks_about;
    const [failed, warned] = [this.inState('FAIL').length, this.inState('WARN').length];
    const time = clockText(this.checkedAt);
    if (failed + warned === 0) return say('checks_right', { time });
    const found = [
      ...(failed > 0 ? [sayCount('checks_failures', failed)] : []),
      ...(warned > 0 ? [sayCount('checks_warnings', warned)] : []),
    ];
    return say('checks_wrong', { time, found: found.join(', ') });
  }

  /** One for all that say the same: a dozen checks wait for credentials that are refused. */
  get findings() {
    return ['FAIL', 'WARN'].flatMap((state) => {
      const alike = Map.groupBy(this.inState(state), ({ seen, todo }) => `${seen}\n${todo}`);
      return [...alike.values()].map((checks) => ({
        ...checks[0],
        names: checks.map(({ check }) => check).join(', '),
        ...KINDS[state],
      }));
    });
  }

  get hasFindings() {
    return this.findings.length > 0;
  }

  get right() {
    return this.inState('OK');
  }

  get hasRight() {
    return this.right.length > 0;
  }

  get rightText() {
    return sayCount('checks_passed', this.right.length);
  }
}
