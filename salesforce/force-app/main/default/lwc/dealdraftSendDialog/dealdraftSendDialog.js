import { LightningElement, api } from 'lwc';
import { sendContract } from 'c/dealdraftApi';

/** With these the email may have gone out all the same. */
const OUTCOME_UNKNOWN = ['NO_ANSWER', 'UPSTREAM_UNAVAILABLE', 'INTERNAL_SERVER_ERROR'];

/** Sends `contract` after asking. Dispatches `close`, or `done` with the contract as it is then. */
export default class DealdraftSendDialog extends LightningElement {
  @api contract;
  recipients = '';
  message = '';
  isBusy = false;
  error = null;

  get confirmLabel() {
    return this.isBusy ? 'Sending…' : 'Send';
  }

  get counterparty() {
    return this.contract.counterpartyName ?? 'the counterparties named in SpotDraft';
  }

  handleRecipients(event) {
    this.recipients = event.target.value;
  }

  handleMessage(event) {
    this.message = event.target.value;
  }

  async handleConfirm() {
    if (this.isBusy) return;
    this.isBusy = true;
    this.error = null;
    const toEmails = this.recipients.split(/[\s,;]+/).filter((email) => email !== '');
    const message = this.message.trim();
    try {
      const contract = await sendContract({
        contractId: this.contract.id,
        ...(toEmails.length > 0 ? { toEmails } : {}),
        ...(message === '' ? {} : { message }),
      });
      this.dispatchEvent(new CustomEvent('done', { detail: { contract } }));
    } catch (error) {
      this.error = OUTCOME_UNKNOWN.includes(error.code)
        ? [
            error,
            'It may have been sent all the same: look at its status before you send it again.',
          ]
        : error;
    } finally {
      this.isBusy = false;
    }
  }

  handleClose() {
    this.dispatchEvent(new CustomEvent('close'));
  }
}
