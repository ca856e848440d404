import { LightningElement, api } from 'lwc';
import { agoText, timeText } from 'page/format';

/** What is not as it should be: what, since when, why, and what to do. */
export default class Notices extends LightningElement {
  /** As `syncProgress` has them, the most urgent first. */
  @api notices = [];

  get hasNotices() {
    return this.notices.length > 0;
  }

  get isFine() {
    return !this.hasNotices;
  }

  get shown() {
    return this.notices.map(({ kind, urgency, title, cause, since, todo }) => ({
      key: `${kind} ${title}`,
      title: readableTimes(title),
      cause,
      todo: readableTimes(todo),
      since: agoText(since),
      exact: timeText(since),
      urge: urgency === 'ACT' ? 'What to do:' : 'No need to act:',
      icon: urgency === 'ACT' ? 'utility:error' : 'utility:pause',
      class: urgency === 'ACT' ? 'notice notice_error' : 'notice notice_warning',
    }));
  }
}

/** The service writes times for machines; here a person reads them. */
function readableTimes(text) {
  return text.replace(/at (\d{4}-\d\d-\d\dT[\d:.]+Z)/g, (_, time) => agoText(time));
}
