/** Shown by page/toasts. */
export const SHOW_TOAST = 'lightning__showtoast';

export class ShowToastEvent extends CustomEvent {
  constructor(toast) {
    super(SHOW_TOAST, { bubbles: true, composed: true, cancelable: true, detail: toast });
  }
}
