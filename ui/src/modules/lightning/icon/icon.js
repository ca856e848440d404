import { LightningElement, api } from 'lwc';

/** The sprite of the icons that the page shows, under the name that the build gave it. */
// The page's own frame, which no component is around.
// eslint-disable-next-line @lwc/lwc/no-document-query
const SPRITE = document.querySelector('meta[name="icons"]')?.getAttribute('content') ?? '';
const SIZES = {
  'xx-small': 'slds-icon_xx-small',
  'x-small': 'slds-icon_x-small',
  small: 'slds-icon_small',
  large: 'slds-icon_large',
};
const COLORS = { error: 'slds-icon-text-error', warning: 'slds-icon-text-warning', inverse: '' };

/** What our components use of `lightning-icon` in Salesforce, drawn from a sprite of those icons alone. */
export default class Icon extends LightningElement {
  @api iconName = '';
  @api size = 'medium';
  @api variant = '';
  @api alternativeText = '';
  @api title = null;

  get href() {
    return `/${SPRITE}#${this.iconName.replace(':', '-')}`;
  }

  get isUtility() {
    return this.iconName.startsWith('utility:');
  }

  get frameClass() {
    const name = this.iconName.replace(/[:_]/g, '-');
    return this.isUtility ? 'slds-icon_container' : `slds-icon_container slds-icon-${name}`;
  }

  get svgClass() {
    const color = this.isUtility ? (COLORS[this.variant] ?? 'slds-icon-text-default') : '';
    return ['slds-icon', SIZES[this.size] ?? '', color].filter(Boolean).join(' ');
  }
}
