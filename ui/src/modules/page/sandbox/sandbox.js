import { LightningElement, api } from 'lwc';
import { RECORDS_CHANGED, notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import { ask } from 'page/graph';
import { isDemo } from 'page/session';
import { say, sayCode, texts } from 'c/dealdraftTexts';

const CONTRACTS = /* GraphQL */ `
  query ContractsToAdvance($id: ID!) {
    opportunity(id: $id) {
      contracts {
        id
        name
        status
      }
    }
  }
`;

/** The demo's hand in the SpotDraft sandbox. Nothing of it is there when a real SpotDraft is behind the page. */
export default class Sandbox extends LightningElement {
  @api recordId;
  texts = texts;
  isOffered = false;
  contracts = [];
  crmFields = [];
  busyId = null;
  outcome = '';

  async connectedCallback() {
    window.addEventListener(RECORDS_CHANGED, this.load);
    this.isOffered = await isDemo();
    if (this.isOffered) await this.load();
  }

  disconnectedCallback() {
    window.removeEventListener(RECORDS_CHANGED, this.load);
  }

  load = async () => {
    if (!this.isOffered) return;
    const data = await ask(CONTRACTS, { id: this.recordId }).catch(() => null);
    this.contracts = data?.opportunity?.contracts ?? this.contracts;
    await this.loadCrm();
  };

  /** What the sync has written into the CRM, of the contract that stands first. */
  async loadCrm() {
    const [first] = this.contracts;
    if (first === undefined) {
      this.crmFields = [];
      return;
    }
    const response = await fetch(`/demo/contracts/${encodeURIComponent(first.id)}/crm`).catch(
      () => null,
    );
    if (response?.ok) this.crmFields = (await response.json()).fields;
  }

  async advance(event) {
    const { id, status } = event.currentTarget.dataset;
    this.busyId = id;
    try {
      const response = await fetch(`/demo/contracts/${encodeURIComponent(id)}/advance`, {
        method: 'POST',
      });
      const { message } = await response.json();
      this.outcome = response.ok ? (sayCode('sandbox_done', status) ?? message) : message;
    } catch {
      this.outcome = texts.sandbox_unreachable;
    } finally {
      this.busyId = null;
    }
    await notifyRecordUpdateAvailable([{ recordId: this.recordId }]);
  }

  get rows() {
    return (
      this.contracts
        // What the other side does next, by the status of the contract.
        .map((contract) => ({ ...contract, step: sayCode('sandbox_step', contract.status) }))
        .filter(({ step }) => step !== null)
        .map(({ id, name, status, step }) => ({
          id,
          name,
          status,
          step,
          said: say('sandbox_stepOf', { step, contract: name }),
          isBusy: this.busyId === id,
        }))
    );
  }

  get crmRows() {
    return this.crmFields.map(({ object, field, value }) => ({
      key: `${object}.${field}`,
      label: `${object}.${field}`,
      value: value ?? texts.sandbox_empty,
    }));
  }

  get hasRows() {
    return this.rows.length > 0;
  }
}
