import { api } from 'lwc';
import PrimitiveIcon from 'base/primitiveIcon';
import { getIconPath } from 'lightning/iconUtils';

/**
 * Draws an icon from its sprite. The base component has each of the thousand icons as a template of its own, which would
 * make the page three times as large for the dozen it shows.
 */
export default class SpriteIcon extends PrimitiveIcon {
  @api
  get iconName() {
    return super.iconName;
  }

  set iconName(value) {
    super.iconName = value;
  }

  get href() {
    return this.src ? super.href : getIconPath(this.iconName);
  }
}
