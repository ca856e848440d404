import { LightningElement, api } from 'lwc';
import {
  linkContract,
  readContractChoice,
  readLinkSuggestions,
  searchContracts,
} from 'c/dealdraftApi';
import { debounce } from 'c/dealdraftClock';
import { pastedContractIds, statusLabel } from 'c/dealdraftContractView';
import { say, sayCount, texts } from 'c/dealdraftTexts';

const SEARCH_AFTER_MS = 400;
const SHORTEST_SEARCH = 2;

/** Links an existing contract to the deal `recordId`. Dispatches `close`, or `done` with the contract. */
export default class DealdraftLinkDialog extends LightningElement {
  @api recordId;
  texts = texts;
  search = '';
  found = null;
  /** What is offered before anything is searched for. */
  suggested = [];
  suggestionsProblem = '';
  hasMore = false;
  chosenId = null;
  isSearching = false;
  isBusy = false;
  error = null;
  searchNumber = 0;
  searchSoon = debounce(SEARCH_AFTER_MS, () => this.runSearch());

  connectedCallback() {
    this.loadSuggestions();
  }

  disconnectedCallback() {
    this.searchSoon.cancel();
    this.searchNumber += 1;
  }

  get choices() {
    return this.offered.map((contract) => {
      const isHere = contract.deal?.id === this.recordId;
      return {
        ...contract,
        isHere,
        isChosen: contract.id === this.chosenId,
        about: [contract.id, statusLabel(contract.status), contract.counterpartyName]
          .filter((part) => part !== null)
          .join(' · '),
        place: placeOf(contract, isHere),
        reasons: (contract.reasons ?? []).map((reason, index) => ({ key: index, reason })),
      };
    });
  }

  get offered() {
    if (this.found !== null) return this.found;
    return this.isSearching ? [] : this.suggested;
  }

  get hasChoices() {
    return this.offered.length > 0;
  }

  get legend() {
    return this.found === null ? texts.link_suggested : texts.link_contracts;
  }

  get problemText() {
    return this.found === null && !this.isSearching ? this.suggestionsProblem : '';
  }

  get searchStatus() {
    if (this.isSearching) return texts.link_searching;
    if (this.found === null) return '';
    if (this.found.length === 0) {
      return texts.link_none;
    }
    return sayCount(this.hasMore ? 'link_first' : 'link_found', this.found.length);
  }

  get movesFrom() {
    const chosen = this.choices.find(({ isChosen }) => isChosen);
    return chosen === undefined || chosen.isHere ? null : (chosen.deal?.name ?? null);
  }

  get movesWords() {
    return say('link_movesFrom', { deal: this.movesFrom });
  }

  get isConfirmDisabled() {
    return this.chosenId === null;
  }

  get confirmLabel() {
    if (this.isBusy) return texts.link_linking;
    return this.movesFrom === null ? texts.link_confirm : texts.link_confirmMove;
  }

  handleSearch(event) {
    this.search = event.target.value;
    this.searchSoon();
  }

  handleChoose(event) {
    this.chosenId = event.target.value;
  }

  handleClose() {
    this.dispatchEvent(new CustomEvent('close'));
  }

  async loadSuggestions() {
    try {
      const { contracts, problem } = await readLinkSuggestions(this.recordId);
      this.suggested = contracts;
      this.suggestionsProblem = problem === null ? '' : say('link_notSuggested', { why: problem });
    } catch (error) {
      this.suggestionsProblem = say('link_notSuggested', { why: error.message });
    }
  }

  async runSearch() {
    const text = this.search.trim();
    this.searchNumber += 1;
    const number = this.searchNumber;
    this.chosenId = null;
    this.error = null;
    this.found = null;
    this.isSearching = text.length >= SHORTEST_SEARCH;
    if (!this.isSearching) return;
    try {
      const { contracts, hasMore } = await find(text);
      if (number !== this.searchNumber) return;
      this.found = contracts;
      this.hasMore = hasMore;
      // What was pasted names one contract: there is nothing to choose any more.
      const [only] = contracts;
      const isPasted = contracts.length === 1 && pastedContractIds(text).includes(only.id);
      if (isPasted && only.deal?.id !== this.recordId) this.chosenId = only.id;
    } catch (error) {
      if (number === this.searchNumber) this.error = error;
    } finally {
      if (number === this.searchNumber) this.isSearching = false;
    }
  }

  async handleConfirm() {
    if (this.isBusy || this.chosenId === null) return;
    this.isBusy = true;
    this.error = null;
    try {
      const contract = await linkContract({
        contractId: this.chosenId,
        opportunityId: this.recordId,
      });
      this.dispatchEvent(new CustomEvent('done', { detail: { contract } }));
    } catch (error) {
      this.error = error;
    } finally {
      this.isBusy = false;
    }
  }
}

async function find(text) {
  const ids = pastedContractIds(text);
  if (ids.length === 0) return searchContracts(text);
  const contracts = await Promise.all(ids.map((id) => readContractChoice(id)));
  return { contracts: contracts.filter((contract) => contract !== null), hasMore: false };
}

function placeOf(contract, isHere) {
  if (isHere) return texts.link_here;
  return contract.deal === null
    ? texts.link_noDeal
    : say('link_toDeal', { deal: contract.deal.name });
}
