/** A quick action asks its host to close; here that is the dialog of page/deal. */
export class CloseActionScreenEvent extends CustomEvent {
  constructor() {
    super('closeactionscreen', { bubbles: true, composed: true });
  }
}
