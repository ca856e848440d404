import { LightningElement, api } from 'lwc';
import { debounce } from 'c/dealdraftClock';
import { agoText, countText, timeText } from 'page/format';
import { ask } from 'page/graph';
import { say, texts } from 'c/dealdraftTexts';

const AUTOMATIC = /* GraphQL */ `
  query Automatic {
    automations {
      rules {
        templateId
        when
        isActive
        since
      }
      sweptAt
      lastError
      openCount
      problems {
        opportunityId
        templateId
        isWaiting
        text
      }
    }
    renewals {
      rules {
        typeId
        endDate
        noticeDays
      }
      passedAt
      lastError
      made
      undated
      failed
      problems {
        contractId
        isUndated
        reason
      }
    }
  }
`;
const REREAD_AFTER_MS = 1_000;

/** What is made without being asked for, as far as a person has to act: deals that lack something, contracts without an end. */
export default class Automatic extends LightningElement {
  texts = texts;
  automations = null;
  renewals = null;
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
    // What can't be read here is said by the other parts of the page.
    const data = await ask(AUTOMATIC).catch(() => null);
    if (data === null) return;
    this.automations = data.automations;
    this.renewals = data.renewals;
  }

  get hasRules() {
    return [this.automations, this.renewals].some((part) => (part?.rules.length ?? 0) > 0);
  }

  get errors() {
    const errors = [this.automations.lastError, this.renewals.lastError];
    return [...new Set(errors.filter((error) => error !== null))];
  }

  get summary() {
    const { openCount, sweptAt } = this.automations;
    const { made, undated, failed, passedAt } = this.renewals;
    return say('automatic_about', {
      open: countText(openCount),
      swept: agoText(sweptAt) || texts.operations_nonePassed,
      passed: agoText(passedAt) || texts.operations_nonePassed,
      made: countText(made),
      undated: countText(undated),
      failed: countText(failed),
    });
  }

  get rules() {
    const contracts = this.automations.rules.map(
      ({ templateId, when, isActive, since }, index) => ({
        key: `a${index}`,
        what: say('automatic_template', { id: templateId }),
        when,
        state: isActive
          ? say('automatic_since', { when: timeText(since) || texts.operations_nonePassed })
          : texts.automatic_learning,
        open: this.openText(templateId),
      }),
    );
    const renewals = this.renewals.rules.map(({ typeId, endDate, noticeDays }, index) => ({
      key: `r${index}`,
      what: say('automatic_type', { id: typeId }),
      when: say('automatic_before', { days: countText(noticeDays), end: endDate }),
      state: texts.automatic_active,
      open: '',
    }));
    return [...contracts, ...renewals];
  }

  /** Of those that are listed; there may be more. */
  openText(templateId) {
    const { openCount, problems } = this.automations;
    const listed = problems.filter((problem) => problem.templateId === templateId).length;
    const count = countText(listed);
    return openCount > problems.length ? say('automatic_atLeast', { count }) : count;
  }

  get hasRows() {
    return this.rows.length > 0;
  }

  get rows() {
    const deals = this.automations.problems.map(
      ({ opportunityId, templateId, isWaiting, text }) => ({
        key: `${opportunityId} ${templateId}`,
        id: opportunityId,
        href: `#/deals/${opportunityId}`,
        state: isWaiting ? texts.automatic_waits : texts.automatic_lacks,
        why: text,
      }),
    );
    const contracts = this.renewals.problems.map(({ contractId, isUndated, reason }) => ({
      key: contractId,
      id: contractId,
      href: null,
      state: isUndated ? texts.automatic_undated : texts.automatic_failed,
      why: reason,
    }));
    return [...deals, ...contracts];
  }
}
