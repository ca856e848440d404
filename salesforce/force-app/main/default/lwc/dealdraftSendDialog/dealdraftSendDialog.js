import { LightningElement, api } from 'lwc';
import { sendContract } from 'c/dealdraftApi';
import { say, sayAround, sayCount, texts } from 'c/dealdraftTexts';

/** With these the email may have gone out all the same. */
const OUTCOME_UNKNOWN = ['NO_ANSWER', 'UPSTREAM_UNAVAILABLE', 'INTERNAL_SERVER_ERROR'];

/** Sends `contract` after asking. Dispatches `close`, or `done` with the contract as it is then. */
export default class DealdraftSendDialog extends LightningElement {
  @api contract;
  /** Who signs it, as `readDealProgress` gives them; null while that is not read. */
  @api progress = null;
  texts = texts;
  recipients = '';
  message = '';
  wrong = [];
  isBusy = false;
  error = null;

  get confirmLabel() {
    return this.isBusy ? texts.common_sending : texts.send_confirm;
  }

  get about() {
    const counterparty = this.contract.counterpartyName ?? texts.send_counterparties;
    return sayAround('send_about', 'contract', { counterparty });
  }

  get signers() {
    return (this.progress?.recipients ?? [])
      .filter(({ type }) => type === 'SIGNATORY')
      .map(({ id, name, email }) => ({
        key: id,
        words:
          name !== null && email !== null
            ? say('common_namedAddress', { name, email })
            : (name ?? email),
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
    if (this.wrong.length === 0) return texts.send_addresses;
    return sayCount('send_wrong', this.wrong.length, { list: this.wrong.join(', ') });
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
      this.template.querySelector('[data-id="recipients"]').focus();
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
      this.error = OUTCOME_UNKNOWN.includes(error.code) ? [error, texts.send_maybe] : error;
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
