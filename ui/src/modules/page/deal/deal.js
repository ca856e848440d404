import { LightningElement, api } from 'lwc';
import { RECORDS_CHANGED } from 'lightning/uiRecordApi';
import { dateText, moneyText, percentText, timeText } from 'page/format';
import { ask } from 'page/graph';
import { OPEN_STAGES, stageLabel } from 'page/stages';
import { texts } from 'c/dealdraftTexts';

const DEAL = /* GraphQL */ `
  query Deal($id: ID!) {
    opportunity(id: $id) {
      id
      name
      stageName
      closeDate
      probability
      isClosed
      isWon
      url
      createdAt
      updatedAt
      amount {
        value
        currency
      }
      owner {
        name
        email
      }
      account {
        name
        website
        industry
        billingAddress {
          street
          city
          state
          postalCode
          country
        }
      }
    }
  }
`;

/** A deal as the Opportunity record page of Lightning Experience shows it. */
export default class Deal extends LightningElement {
  texts = texts;
  deal = null;
  state = 'loading';
  errorText = '';
  #recordId;

  @api
  get recordId() {
    return this.#recordId;
  }

  set recordId(id) {
    if (id === this.#recordId) return;
    this.#recordId = id;
    this.deal = null;
    this.load();
  }

  connectedCallback() {
    window.addEventListener(RECORDS_CHANGED, this.load);
  }

  disconnectedCallback() {
    window.removeEventListener(RECORDS_CHANGED, this.load);
  }

  load = async () => {
    const id = this.#recordId;
    if (this.deal === null) this.state = 'loading';
    try {
      const { opportunity } = await ask(DEAL, { id });
      if (id !== this.#recordId) return;
      this.deal = opportunity;
      this.state = opportunity === null ? 'missing' : 'ready';
    } catch (error) {
      if (id !== this.#recordId) return;
      this.state = 'failed';
      this.errorText = error.body?.message ?? error.message;
    }
  };

  renderedCallback() {
    if (this.deal) document.title = `${this.deal.name} | dealdraft`;
  }

  get isLoading() {
    return this.state === 'loading';
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

  get highlights() {
    const { account, amount, closeDate, owner } = this.deal;
    return [
      { label: texts.deal_account, value: account?.name },
      { label: texts.deals_amount, value: moneyText(amount) },
      { label: texts.deals_closeDate, value: dateText(closeDate) },
      { label: texts.deal_opportunityOwner, value: owner?.name },
    ].map(orDash);
  }

  get details() {
    const { name, stageName, probability, amount, closeDate, owner, createdAt, updatedAt } =
      this.deal;
    return [
      { label: texts.deal_opportunityName, value: name },
      { label: texts.deals_stage, value: stageLabel(stageName) },
      { label: texts.deals_amount, value: moneyText(amount) },
      { label: texts.deal_probability, value: percentText(probability) },
      { label: texts.deals_closeDate, value: dateText(closeDate) },
      { label: texts.deals_owner, value: owner?.name },
      { label: texts.deal_created, value: timeText(createdAt) },
      { label: texts.deals_lastChanged, value: timeText(updatedAt) },
    ].map(orDash);
  }

  get accountDetails() {
    const { account } = this.deal;
    return [
      { label: texts.deal_accountName, value: account?.name },
      { label: texts.deal_industry, value: account?.industry },
      { label: texts.deal_website, value: account?.website },
      { label: texts.deal_billingAddress, value: addressText(account?.billingAddress) },
    ].map(orDash);
  }

  /** The stages before the present one are complete; the last step says how the deal ended, or that it may end. */
  get path() {
    const { stageName, isClosed, isWon } = this.deal;
    const last = isClosed ? stageName : null;
    const open = OPEN_STAGES.includes(stageName) || isClosed ? OPEN_STAGES : [stageName];
    const stages = [...open, last];
    const current = isClosed ? stages.length - 1 : open.indexOf(stageName);
    return stages.map((stage, index) => {
      const state = stateOf({ index, current, isClosed, isWon });
      return {
        key: index,
        stage: stage === null ? texts.deal_closed : stageLabel(stage),
        class: `slds-path__item slds-is-${state}`,
        current: index === current ? 'step' : null,
        said: isDone(state) ? `${texts.deal_complete} ` : '',
        showsCheck: isDone(state),
      };
    });
  }
}

function stateOf({ index, current, isClosed, isWon }) {
  if (index === current) {
    if (isClosed) return isWon ? 'won slds-is-current' : 'lost slds-is-current';
    return 'current slds-is-active';
  }
  if (isClosed && !isWon) return 'incomplete';
  return index < current ? 'complete' : 'incomplete';
}

function orDash({ label, value }) {
  return { label, value: value || '–' };
}

function addressText(address) {
  if (!address) return '';
  const { street, city, state, postalCode, country } = address;
  const town = [[city, state].filter(Boolean).join(', '), postalCode].filter(Boolean).join(' ');
  return [street, town, country].filter(Boolean).join('\n');
}

function isDone(state) {
  return state === 'complete' || state.startsWith('won');
}
