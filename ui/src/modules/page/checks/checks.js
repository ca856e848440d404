import { LightningElement } from 'lwc';
import { clockText, countText } from 'page/format';
import { ask } from 'page/graph';

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
  FAIL: { word: 'Failed', icon: 'utility:error', class: 'notice notice_error' },
  WARN: { word: 'Warning', icon: 'utility:warning', class: 'notice notice_warning' },
};

/** Everything that differs from workspace to workspace, checked when asked to: what is wrong first, each with its cure. */
export default class Checks extends LightningElement {
  /** Null before the first check. */
  checks = null;
  checkedAt = null;
  isBusy = false;
  errorText = null;

  async check() {
    this.isBusy = true;
    this.errorText = null;
    try {
      this.checks = (await ask(CHECK_EVERYTHING)).doctor;
      this.checkedAt = new Date().toISOString();
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
    if (this.isBusy) return 'Checking. It takes seconds and changes nothing.';
    if (this.checks === null)
      return 'Credentials, templates, fields, rights, webhook, clocks, certificates: all that differs per workspace.';
    const [failed, warned] = [this.inState('FAIL').length, this.inState('WARN').length];
    const found = [
      ...(failed > 0 ? [`${countText(failed)} failed`] : []),
      ...(warned > 0 ? [warned === 1 ? 'one warning' : `${countText(warned)} warnings`] : []),
    ];
    const at = `Checked at ${clockText(this.checkedAt)}`;
    return found.length === 0 ? `${at}: everything is right.` : `${at}: ${found.join(', ')}.`;
  }

  get findings() {
    return ['FAIL', 'WARN'].flatMap((state) =>
      this.inState(state).map((check) => ({ ...check, ...KINDS[state] })),
    );
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
    const { length } = this.right;
    return length === 1 ? 'One check passed' : `${countText(length)} checks passed`;
  }
}
