import { LightningElement, api } from 'lwc';
import { sendContract } from 'c/dealdraftApi';

/** With these the email may have gone out all the same. */
const OUTCOME_UNKNOWN = ['NO_ANSWER', 'UPSTREAM_UNAVAILABLE', 'INTERNAL_SERVER_ERROR'];

/** Sends `contract` after asking. Dispatches `close`, or `done` with the contract as it is then. */
export default class DealdraftSendDialog extends LightningElement {
  @api contract;
  /** Who signs it, as `readDealProgress` gives them; null while that is not read. */
  @api progress = null;
  recipients = '';
  message = '';
  wrong = [];
  isBusy = false;
  error = null;

  get confirmLabel() {
    return this.isBusy ? 'Sending…' : 'Send';
  }

  get counterparty() {
    return this.contract.counterpartyName ?? 'the counterparties';
  }

  get signers() {
    return (this.progress?.recipients ?? [])
      .filter(({ type }) => type === 'SIGNATORY')
      .map(({ id, name, email }) => ({
        key: id,
        words: name !== null && email !== null ? `${name} (${email})` : (name ?? email),
      }))
      .filter(({ words }) => words !== null);
  }

  get recipientsClass() {
    return this.wrong.length > 0 ? 'slds-form-element slds-has-error' : 'slds-form-element';
  }

  get isInvalid() {
    return this.wrong.length > 0 ? 'true' : 'false';
  }

  get recipientsHelp() {
    if (this.wrong.length === 0) return 'Email addresses, separated by commas or semicolons.';
    const list = this.wrong.join(', ');
    return this.wrong.length === 1
      ? `This is no email address: ${list}`
      : `These are no email addresses: ${list}`;
  }

  handleRecipients(event) {
    this.recipients = event.target.value;
    if (this.wrong.length > 0) this.wrong = addressesIn(this.recipients).wrong;
  }

  handleMessage(event) {
    this.message = event.target.value;
  }

  async handleConfirm() {
    if (this.isBusy) return;
    const { emails: toEmails, wrong } = addressesIn(this.recipients);
    this.wrong = wrong;
    if (wrong.length > 0) {
      this.template.querySelector('input').focus();
      return;
    }
    this.isBusy = true;
    this.error = null;
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

/** "Ada Byron <ada@acme.example>; grace@acme.example" as the addresses in it, and what is none. */
function addressesIn(text) {
  const found = text
    .split(/[,;\n]/)
    .flatMap((part) => {
      const named = /<([^<>]*)>/.exec(part);
      return named === null ? part.split(/\s+/) : [named[1].trim()];
    })
    .filter((part) => part !== '');
  const isAddress = (part) => /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(part);
  return { emails: found.filter(isAddress), wrong: found.filter((part) => !isAddress(part)) };
}
