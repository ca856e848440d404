import { LightningElement } from 'lwc';
import { refusalWords } from 'c/dealdraftErrors';
import { say, sayCount, texts } from 'c/dealdraftTexts';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { countText, percentText, timeText } from 'page/format';
import { ask } from 'page/graph';
import { LINK, ORPHANS } from './documents';

const SHOWN = 10;

/** Contracts without a deal, with the deals that they may belong to. Nothing is linked before a person said so. */
export default class Orphans extends LightningElement {
  texts = texts;
  coverage = null;
  nodes = [];
  total = 0;
  errorText = '';
  isBusy = false;
  /** What the question is about; null while none is asked. */
  asked = null;

  connectedCallback() {
    this.load();
  }

  // Once, and after each link: suggestions cost a question to the CRM.
  load = async () => {
    this.isBusy = true;
    try {
      const { linkCoverage, unlinkedContracts } = await ask(ORPHANS, { first: SHOWN });
      this.coverage = linkCoverage;
      this.nodes = unlinkedContracts.nodes;
      this.total = unlinkedContracts.totalCount ?? unlinkedContracts.nodes.length;
      this.errorText = '';
    } catch (error) {
      this.errorText = say('orphans_failed', { why: error.body?.message ?? error.message });
    } finally {
      this.isBusy = false;
    }
  };

  showQuestion(event) {
    const { contract: contractId, deal: opportunityId } = event.currentTarget.dataset;
    const node = this.nodes.find(({ contract }) => contract.id === contractId);
    const suggestion = node?.suggestions?.find(
      ({ opportunity }) => opportunity.id === opportunityId,
    );
    if (suggestion === undefined) return;
    this.asked = {
      contractId,
      opportunityId,
      heading: say('orphans_question', { contract: contractId }),
      about: say('orphans_questionAbout', {
        contract: node.contract.name,
        deal: suggestion.opportunity.name,
      }),
    };
  }

  closeQuestion() {
    this.asked = null;
  }

  async link() {
    const { contractId, opportunityId } = this.asked;
    this.asked = null;
    this.isBusy = true;
    try {
      const { linkContract } = await ask(LINK, { input: { contractId, opportunityId } });
      const [problem] = linkContract.userErrors;
      if (problem) this.toast('error', texts.page_refused, refusalWords(problem));
      else this.toast('success', say('orphans_linked', { contract: contractId }));
    } catch (error) {
      this.toast('error', texts.page_notDone, error.body?.message ?? error.message);
    }
    await this.load();
  }

  toast(variant, title, message) {
    this.dispatchEvent(new ShowToastEvent({ variant, title, message }));
  }

  get isShown() {
    return this.errorText !== '' || this.hasContracts;
  }

  get hasContracts() {
    return this.coverage !== null && this.coverage.all > 0;
  }

  get hasOrphans() {
    return this.nodes.length > 0;
  }

  get coverageText() {
    const { linked, all } = this.coverage;
    return say('orphans_coverage', {
      linked: countText(linked),
      all: countText(all),
      share: percentText((100 * linked) / all),
    });
  }

  get moreText() {
    const more = this.total - this.nodes.length;
    return more > 0 ? sayCount('orphans_more', more) : '';
  }

  get rows() {
    return this.nodes.map(({ contract, suggestions }) => ({
      id: contract.id,
      name: contract.name,
      url: contract.url,
      about: [contract.id, contract.counterpartyName, timeText(contract.createdAt)]
        .filter((part) => part !== null)
        .join(' · '),
      nothing: nothingText(suggestions),
      suggestions: (suggestions ?? []).map(({ opportunity, score, reasons }) => ({
        id: opportunity.id,
        name: opportunity.name,
        href: `#/deals/${encodeURIComponent(opportunity.id)}`,
        score: percentText(100 * score),
        reasons: reasons.map((reason, index) => ({ key: index, reason })),
        said: say('orphans_linkTo', { contract: contract.id, deal: opportunity.name }),
      })),
    }));
  }
}

function nothingText(suggestions) {
  if (suggestions === null) return texts.orphans_notAsked;
  return suggestions.length === 0 ? texts.orphans_none : '';
}
