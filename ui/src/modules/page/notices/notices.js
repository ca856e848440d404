import { LightningElement, api } from 'lwc';
import { agoText, readableTimes, timeText } from 'page/format';
import { say, sayCode, texts } from 'c/dealdraftTexts';

/** What is not as it should be: what, since when, why, and what to do. */
export default class Notices extends LightningElement {
  /** As `syncProgress` has them, the most urgent first. */
  @api notices = [];
  texts = texts;

  get hasNotices() {
    return this.notices.length > 0;
  }

  get isFine() {
    return !this.hasNotices;
  }

  get shown() {
    return this.notices.map(({ kind, urgency, title, cause, since, todo }) => ({
      key: `${kind} ${title}`,
      title: noticeTitle({ kind, title }),
      cause,
      todo: sayCode('todo', kind, { said: readableTimes(todo) }) ?? readableTimes(todo),
      since: since && say('notices_since', { ago: agoText(since) }),
      exact: timeText(since),
      urge: urgency === 'ACT' ? texts.notices_act : texts.notices_wait,
      icon: urgency === 'ACT' ? 'utility:error' : 'utility:pause',
      class: urgency === 'ACT' ? 'notice notice_error' : 'notice notice_warning',
    }));
  }
}

/** What is the matter, in the reader's words. How many, which and where is told by the service's own. */
export function noticeTitle({ kind, title }) {
  const said = readableTimes(title);
  return sayCode('notice', kind, { said }) ?? said;
}
