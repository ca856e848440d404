import { LightningElement, api } from 'lwc';
import { debounce } from 'c/dealdraftClock';
import { CONTRACT_STATUSES } from 'page/contractStatus';
import { countText, dateText, moneyText } from 'page/format';
import { ask } from 'page/graph';
import { Pages } from 'page/pager';
import { STAGES, stageLabel } from 'page/stages';
import { say, sayCount, texts } from 'c/dealdraftTexts';

const PAGE_SIZE = 20;
const TYPING_PAUSE_MS = 250;
const ANY = 'any';
const OPEN = 'open';

const DEALS = /* GraphQL */ `
  query Deals(
    $filter: OpportunityFilter
    $orderBy: OpportunityOrder
    $first: Int!
    $after: String
    $contractStatus: [ContractStatus!]
  ) {
    viewer {
      userId
    }
    opportunities(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        name
        stageName
        closeDate
        amount {
          value
          currency
        }
        account {
          name
        }
        owner {
          name
        }
        contracts(status: $contractStatus) {
          id
          status
        }
      }
    }
  }
`;

const VIEWER = /* GraphQL */ `
  query Viewer {
    viewer {
      userId
    }
  }
`;

const ORDERS = [
  { label: texts.deals_closeDateFirst, value: 'CLOSE_DATE_ASC' },
  { label: texts.deals_closeDateLast, value: 'CLOSE_DATE_DESC' },
  { label: texts.deals_amountLargest, value: 'AMOUNT_DESC' },
  { label: texts.deals_name, value: 'NAME_ASC' },
  { label: texts.deals_lastChanged, value: 'UPDATED_AT_DESC' },
];

/** What was last looked for; somebody who comes back from a deal finds the list as they left it. */
const remembered = {
  search: '',
  stage: OPEN,
  contract: ANY,
  scope: 'all',
  orderBy: 'CLOSE_DATE_ASC',
  pages: new Pages(),
};

export default class Deals extends LightningElement {
  @api user;
  texts = texts;
  choice = { ...remembered };
  rows = [];
  state = 'loading';
  errorText = '';
  totalCount = null;
  userId = null;
  request = 0;
  typed = '';
  searchSoon = debounce(TYPING_PAUSE_MS, () => this.choose({ search: this.typed }));

  connectedCallback() {
    this.load();
  }

  disconnectedCallback() {
    this.searchSoon.cancel();
    Object.assign(remembered, this.choice);
    this.request++;
  }

  async load() {
    const request = ++this.request;
    this.state = this.rows.length > 0 ? 'refreshing' : 'loading';
    try {
      if (this.choice.scope === 'mine' && this.userId === null) {
        this.userId = (await ask(VIEWER)).viewer.userId;
      }
      const filter = this.filter();
      const { viewer, opportunities } = await ask(DEALS, {
        filter,
        // Who looks for a status sees the contracts that are in it, not the deal's most advanced one.
        contractStatus: filter.contractStatus,
        orderBy: this.choice.orderBy,
        first: PAGE_SIZE,
        after: this.choice.pages.after,
      });
      // Whoever types fast is answered in another order than they asked in.
      if (request !== this.request) return;
      this.userId = viewer.userId;
      this.rows = opportunities.nodes.map(toRow);
      this.choice = { ...this.choice, pages: this.choice.pages.read(opportunities.pageInfo) };
      this.totalCount = opportunities.totalCount;
      this.state = 'ready';
    } catch (error) {
      if (request !== this.request) return;
      this.state = 'failed';
      this.errorText = error.body?.message ?? error.message;
    }
  }

  filter() {
    const { search, stage, contract, scope } = this.choice;
    return {
      search: search.trim() || null,
      isClosed: stage === OPEN ? false : null,
      stageName: stage === ANY || stage === OPEN ? null : [stage],
      hasContract: contract === 'none' ? false : null,
      contractStatus: contract === ANY || contract === 'none' ? null : [contract],
      ownerId: scope === 'mine' ? this.userId : null,
    };
  }

  /** A new question starts at its first page. */
  choose(change) {
    this.choice = { ...this.choice, pages: new Pages(), ...change };
    this.load();
  }

  type(event) {
    this.typed = event.detail.value;
    this.searchSoon();
  }

  chooseStage(event) {
    this.choose({ stage: event.detail.value });
  }

  chooseContract(event) {
    this.choose({ contract: event.detail.value });
  }

  chooseOrder(event) {
    this.choose({ orderBy: event.detail.value });
  }

  chooseScope(event) {
    this.choose({ scope: event.detail.value });
  }

  clear() {
    this.choose({ search: '', stage: ANY, contract: ANY, scope: 'all' });
  }

  turn(event) {
    this.choose({ pages: event.detail });
  }

  get stages() {
    return [
      { label: texts.deals_open, value: OPEN },
      { label: texts.deals_anyStage, value: ANY },
      ...STAGES.map((stage) => ({ label: stageLabel(stage), value: stage })),
    ];
  }

  get contractChoices() {
    return [
      { label: texts.deals_anyContract, value: ANY },
      { label: texts.deals_noContract, value: 'none' },
      ...CONTRACT_STATUSES,
    ];
  }

  get orders() {
    return ORDERS;
  }

  get scopes() {
    return [
      { label: texts.deals_all, value: 'all' },
      { label: texts.deals_mine, value: 'mine' },
    ];
  }

  get isLoading() {
    return this.state === 'loading';
  }

  get isRefreshing() {
    return this.state === 'refreshing';
  }

  get hasFailed() {
    return this.state === 'failed';
  }

  get hasRows() {
    return this.rows.length > 0 && !this.hasFailed;
  }

  get isEmpty() {
    return this.rows.length === 0 && this.state === 'ready';
  }

  get isFiltered() {
    const { search, stage, contract, scope } = this.choice;
    return (
      search !== '' || (stage !== ANY && stage !== OPEN) || contract !== ANY || scope !== 'all'
    );
  }

  get emptyHeading() {
    return this.isFiltered ? texts.deals_noMatch : texts.deals_none;
  }

  get emptyText() {
    return this.isFiltered ? texts.page_changeSearch : texts.deals_noneHelp;
  }

  get emptyAction() {
    return this.isFiltered ? texts.page_showAll : null;
  }

  get summary() {
    if (this.state === 'loading') return texts.page_loading;
    const first = this.choice.pages.before * PAGE_SIZE + 1;
    const last = first + this.rows.length - 1;
    if (this.rows.length === 0) return texts.deals_zero;
    const range = { first: countText(first), last: countText(last) };
    if (this.totalCount !== null) {
      return say('deals_rangeOf', { ...range, total: countText(this.totalCount) });
    }
    return say(this.choice.pages.isLast ? 'deals_range' : 'deals_rangeOfMore', range);
  }
}

function toRow({ id, name, stageName, closeDate, amount, account, owner, contracts }) {
  return {
    id,
    name,
    stage: stageLabel(stageName),
    url: `#/deals/${id}`,
    account: account?.name ?? '',
    owner: owner?.name ?? '',
    amount: moneyText(amount),
    closeDate: dateText(closeDate),
    status: contracts?.[0]?.status ?? null,
    ...moreOf(contracts),
    isUnknown: contracts === null,
  };
}

/** Beside the most advanced one, which the list names. */
function moreOf(contracts) {
  const count = (contracts ?? []).length - 1;
  if (count < 1) return { more: null };
  return { more: say('deals_more', { count }), moreSaid: sayCount('deals_moreSaid', count) };
}
