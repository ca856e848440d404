import { LightningElement } from 'lwc';
import { after } from 'c/dealdraftClock';
import { SHOW_TOAST } from 'lightning/platformShowToastEvent';
import { texts } from 'c/dealdraftTexts';

const SHOWN_MS = 5_000;
const ICONS = {
  success: 'utility:success',
  warning: 'utility:warning',
  error: 'utility:error',
  info: 'utility:info',
};

/** Shows what components announce with ShowToastEvent, as a Lightning page does. */
export default class Toasts extends LightningElement {
  texts = texts;
  toasts = [];
  nextKey = 1;

  connectedCallback() {
    window.addEventListener(SHOW_TOAST, this.show);
  }

  disconnectedCallback() {
    window.removeEventListener(SHOW_TOAST, this.show);
  }

  show = ({ detail }) => {
    const variant = detail.variant in ICONS ? detail.variant : 'info';
    const key = this.nextKey++;
    this.toasts = [
      ...this.toasts,
      {
        key,
        title: detail.title,
        message: fill(detail.message, detail.messageData),
        icon: ICONS[variant],
        theme: `slds-notify slds-notify_toast slds-theme_${variant}`,
      },
    ];
    // An error stays until somebody has read it.
    if (detail.mode !== 'sticky' && variant !== 'error') {
      after(SHOWN_MS, () => this.remove(key));
    }
  };

  close(event) {
    this.remove(Number(event.currentTarget.dataset.key));
  }

  remove(key) {
    this.toasts = this.toasts.filter((toast) => toast.key !== key);
  }
}

function fill(message = '', data = []) {
  return message.replace(/\{(\d+)\}/g, (_, index) => data[index]?.label ?? data[index] ?? '');
}
