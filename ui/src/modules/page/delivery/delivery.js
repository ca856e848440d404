import { LightningElement, api } from 'lwc';
import { refusalWords } from 'c/dealdraftErrors';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import {
  activityText,
  clockText,
  countText,
  durationText,
  outcomeText,
  stateText,
  systemText,
  timeText,
} from 'page/format';
import { ask } from 'page/graph';
import { say, sayCode, texts } from 'c/dealdraftTexts';

const DELIVERY = /* GraphQL */ `
  query Delivery($id: ID!) {
    delivery(id: $id) {
      id
      activity
      contractId
      state
      reason
      receivedAt
      body
    }
  }
`;
const SINCE = /* GraphQL */ `
  query SinceDelivery($contractId: ID!, $since: DateTime!) {
    activities(contractId: $contractId, since: $since, first: 100) {
      pageInfo {
        hasNextPage
      }
      nodes {
        at
        kind
        system
        operation
        outcome
        failed
        status
        attempt
        durationMs
        error
        changes {
          field
          before
          after
        }
      }
    }
  }
`;
const CONTRACT = /* GraphQL */ `
  query ContractOfDelivery($id: ID!) {
    contract(id: $id) {
      name
      url
      opportunity {
        id
        name
      }
    }
  }
`;
const REPLAY = /* GraphQL */ `
  mutation ReplayDelivery($id: ID!) {
    replayDeliveries(input: { ids: [$id] }) {
      userErrors {
        code
        message
      }
    }
  }
`;

/** One delivery: what it said, what became of it, and what was read and written for its contract since. */
export default class Delivery extends LightningElement {
  @api isAdmin;
  texts = texts;
  delivery = null;
  contract = null;
  activities = [];
  hasMore = false;
  state = 'loading';
  errorText = '';
  isReplaying = false;
  #recordId;

  @api
  get recordId() {
    return this.#recordId;
  }

  set recordId(id) {
    if (id === this.#recordId) return;
    this.#recordId = id;
    if (this.isConnected) this.load();
  }

  connectedCallback() {
    if (this.isAdmin) this.load();
    else this.state = 'forbidden';
  }

  load = async () => {
    const id = this.#recordId;
    try {
      const { delivery } = await ask(DELIVERY, { id });
      const { contractId = null, receivedAt } = delivery ?? {};
      const [since, contract] = await Promise.all([
        contractId === null ? null : ask(SINCE, { contractId, since: receivedAt }),
        // A number alone may be another contract's.
        /^[TH]-/.test(contractId ?? '') ? ask(CONTRACT, { id: contractId }) : null,
      ]);
      if (id !== this.#recordId) return;
      this.delivery = delivery;
      this.activities = since?.activities.nodes.toReversed() ?? [];
      this.hasMore = since?.activities.pageInfo.hasNextPage ?? false;
      this.contract = contract?.contract ?? null;
      this.state = delivery === null ? 'missing' : 'ready';
    } catch (error) {
      if (id !== this.#recordId) return;
      this.state = 'failed';
      this.errorText = error.body?.message ?? error.message;
    }
  };

  async replay() {
    this.isReplaying = true;
    try {
      const { replayDeliveries } = await ask(REPLAY, { id: this.#recordId });
      const [problem] = replayDeliveries.userErrors;
      if (problem) this.toast('error', texts.delivery_notReplayed, refusalWords(problem));
      else this.toast('success', texts.delivery_replayed);
      await this.load();
    } catch (error) {
      this.toast('error', texts.page_notDone, error.body?.message ?? error.message);
    } finally {
      this.isReplaying = false;
    }
  }

  toast(variant, title, message) {
    this.dispatchEvent(new ShowToastEvent({ variant, title, message }));
  }

  get isLoading() {
    return this.state === 'loading';
  }

  get isForbidden() {
    return this.state === 'forbidden';
  }

  get isMissing() {
    return this.state === 'missing';
  }

  get hasFailed() {
    return this.state === 'failed';
  }

  get isReady() {
    return this.state === 'ready';
  }

  get title() {
    return activityText(this.delivery.activity);
  }

  get about() {
    const { id, receivedAt } = this.delivery;
    return say('delivery_about', { id, time: timeText(receivedAt) });
  }

  get stateLabel() {
    return stateText(this.delivery.state);
  }

  get badge() {
    return `slds-badge delivery delivery_${this.delivery.state.toLowerCase()}`;
  }

  get contractText() {
    const { contractId } = this.delivery;
    if (contractId === null) return texts.delivery_namesNone;
    return this.contract === null ? contractId : `${contractId} · ${this.contract.name}`;
  }

  get contractUrl() {
    return this.contract?.url ?? null;
  }

  get dealName() {
    return this.contract?.opportunity?.name ?? '';
  }

  get dealUrl() {
    const deal = this.contract?.opportunity;
    return deal ? `#/deals/${deal.id}` : null;
  }

  get runsText() {
    const runs = this.activities.filter(({ kind }) => kind === 'SYNC_RUN');
    const failed = runs.filter((run) => run.failed).length;
    const known = countText(runs.length);
    const count = this.hasMore ? say('delivery_runsOrMore', { count: known }) : known;
    return failed === 0 ? count : say('delivery_runsFailed', { count, failed: countText(failed) });
  }

  get hasSteps() {
    return this.activities.length > 0;
  }

  get hasNoSteps() {
    return !this.hasSteps;
  }

  get steps() {
    return this.activities.map((activity, index) => ({
      key: index,
      time: clockText(activity.at),
      exact: timeText(activity.at),
      what: whatOf(activity),
      outcome: outcomeOf(activity),
      badge: `slds-badge state state_${activity.failed ? 'failing' : 'fine'}`,
      took: durationText(activity.durationMs),
      error: activity.error,
      changes: activity.changes.map(({ field, before, after }) => ({
        field,
        words: say('delivery_change', { before: valueText(before), after: valueText(after) }),
      })),
    }));
  }

  /** Indented where it is JSON, which it nearly always is. */
  get body() {
    try {
      return JSON.stringify(JSON.parse(this.delivery.body), null, 2);
    } catch {
      return this.delivery.body;
    }
  }
}

function whatOf({ kind, system, operation, attempt }) {
  const where = kind === 'CALL' ? systemText(system) : null;
  const tries = attempt > 1 ? say('delivery_try', { number: attempt }) : null;
  return [sayCode('step', kind) ?? kind, where, operation, tries].filter(Boolean).join(' · ');
}

function outcomeOf({ outcome, status }) {
  const words = outcomeText(outcome);
  return status === null ? words : `${words} ${status}`;
}

function valueText(value) {
  if (value === null || value === undefined || value === '') return texts.delivery_empty;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
