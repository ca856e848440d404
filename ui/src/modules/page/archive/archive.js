import { LightningElement } from 'lwc';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { ask } from 'page/graph';
import { ARCHIVE_AGAIN, ARCHIVE_COUNTS, ARCHIVES } from './documents';

/** What is archived where, and what is not yet. Shows nothing where nothing was ever archived. */
export default class Archive extends LightningElement {
  destinations = [];
  rows = [];
  errorText = '';
  isBusy = false;

  connectedCallback() {
    this.load();
  }

  load = async () => {
    this.isBusy = true;
    try {
      const { kept, missing } = await ask(ARCHIVES);
      const nodes = [...missing.nodes, ...kept.nodes];
      const names = [...new Set(nodes.map(({ destination }) => destination))].sort();
      this.destinations = await Promise.all(names.map((name) => this.count(name, missing.nodes)));
      this.rows = missing.nodes;
      this.errorText = '';
    } catch (error) {
      this.errorText = `What is archived can’t be shown: ${error.body?.message ?? error.message}`;
    } finally {
      this.isBusy = false;
    }
  };

  async count(name, missing) {
    const { archived, waiting, parked } = await ask(ARCHIVE_COUNTS, { destination: name });
    const failed = missing.find(
      ({ destination, lastError }) => destination === name && lastError !== null,
    );
    return {
      name,
      archived: archived.totalCount,
      waiting: waiting.totalCount,
      parked: parked.totalCount,
      lastError: failed?.lastError ?? '',
    };
  }

  again = async (event) => {
    const { contract: contractId, destination } = event.currentTarget.dataset;
    this.isBusy = true;
    try {
      const { archiveContract } = await ask(ARCHIVE_AGAIN, { input: { contractId, destination } });
      const [problem] = archiveContract.userErrors;
      if (problem) this.toast('error', 'It was not archived', problem.message);
      else this.toast('success', `${contractId} is being archived again`);
    } catch (error) {
      this.toast('error', 'That did not work', error.body?.message ?? error.message);
    }
    await this.load();
  };

  toast(variant, title, message) {
    this.dispatchEvent(new ShowToastEvent({ variant, title, message }));
  }

  get isShown() {
    return this.destinations.length > 0 || this.errorText !== '';
  }

  get hasMissing() {
    return this.rows.length > 0;
  }

  get missing() {
    return this.rows.map(({ destination, state, lastError, contract }) => ({
      key: `${contract?.id}/${destination}`,
      contractId: contract?.id ?? '–',
      name: contract?.name ?? '',
      destination,
      state: state.charAt(0) + state.slice(1).toLowerCase(),
      badge: `slds-badge delivery delivery_${state.toLowerCase()}`,
      cause: lastError ?? 'On its way',
      said: `Archive again: ${contract?.id} at ${destination}`,
    }));
  }
}
