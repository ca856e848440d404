import { LightningElement } from 'lwc';
import { refusalWords } from 'c/dealdraftErrors';
import { sayCount, texts } from 'c/dealdraftTexts';
import { START, TEMPLATES } from 'page/bulkDocuments';
import { ask } from 'page/graph';
import { STAGES, stageLabel } from 'page/stages';

const BY_STAGE = 'stage';
const BY_IDS = 'ids';

/** Contracts for many deals: which deals and which template, then a preview; and the jobs so far. */
export default class Bulk extends LightningElement {
  texts = texts;
  state = 'loading';
  errorText = '';
  problem = '';
  templates = [];
  templateId = '';
  source = BY_STAGE;
  stage = STAGES[0];
  pasted = '';
  isBusy = false;

  connectedCallback() {
    this.load();
  }

  renderedCallback() {
    const area = this.template.querySelector('textarea');
    // What somebody is typing is theirs; what a file had is shown.
    if (area && this.template.activeElement !== area) area.value = this.pasted;
  }

  load = async () => {
    try {
      const { templates } = await ask(TEMPLATES);
      this.templates = (templates ?? []).filter(({ mapped }) => mapped);
      this.templateId ||= this.templates[0]?.id ?? '';
      this.state = 'ready';
    } catch (error) {
      this.state = 'failed';
      this.errorText = error.body?.message ?? error.message;
    }
  };

  chooseTemplate(event) {
    this.templateId = event.detail.value;
  }

  chooseSource(event) {
    this.source = event.detail.value;
    this.problem = '';
  }

  chooseStage(event) {
    this.stage = event.detail.value;
  }

  type(event) {
    this.pasted = event.target.value;
    this.problem = '';
  }

  async readFile(event) {
    const [file] = event.target.files;
    if (file) this.pasted = await file.text();
    this.problem = '';
  }

  async preview() {
    const { ids } = this;
    if (this.isByIds && ids.length === 0) {
      this.problem = texts.bulk_noIds;
      return;
    }
    this.isBusy = true;
    this.problem = '';
    try {
      const { startBulkCreate } = await ask(START, {
        input: {
          templateId: this.templateId,
          dryRun: true,
          ...(this.isByIds ? { opportunityIds: ids } : { filter: { stageName: [this.stage] } }),
        },
      });
      const [refusal] = startBulkCreate.userErrors;
      if (refusal) this.problem = refusalWords(refusal);
      else window.location.hash = `#/bulk/${startBulkCreate.job.id}`;
    } catch (error) {
      this.problem = error.body?.message ?? error.message;
    } finally {
      this.isBusy = false;
    }
  }

  /** Out of whatever was pasted: lines, links of the CRM, a file with further columns. */
  get ids() {
    const found = this.pasted.match(/\b006[a-zA-Z0-9]{12}(?:[a-zA-Z0-9]{3})?\b/g) ?? [];
    return [...new Set(found)];
  }

  get idsText() {
    return this.pasted === '' ? '' : sayCount('bulk_idsFound', this.ids.length);
  }

  get isLoading() {
    return this.state === 'loading';
  }

  get hasFailed() {
    return this.state === 'failed';
  }

  get isReady() {
    return this.state === 'ready';
  }

  get hasTemplates() {
    return this.templates.length > 0;
  }

  get hasNoTemplates() {
    return !this.hasTemplates;
  }

  get templateChoices() {
    return this.templates.map(({ id, name }) => ({ label: name, value: id }));
  }

  get sources() {
    return [
      { label: texts.bulk_byStage, value: BY_STAGE },
      { label: texts.bulk_byIds, value: BY_IDS },
    ];
  }

  get isByIds() {
    return this.source === BY_IDS;
  }

  get isByStage() {
    return this.source === BY_STAGE;
  }

  get stages() {
    return STAGES.map((stage) => ({ label: stageLabel(stage), value: stage }));
  }
}
