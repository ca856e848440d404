import { fixedText } from '../wording/fixed-text.js';

/**
 * What people write without quotes and mean as a value, while it is an expression here that gives something else; null for
 * all other texts.
 */
export function misreadScalar(text: string): string | null {
  const plain = text.trim();
  if (/^\d{4}-\d\d?-\d\d?(?:[T ].*)?$/.test(plain)) {
    return `${plain} is a subtraction here; a fixed date is written ${fixedText(plain)}`;
  }
  if (/^\d{1,3}(?::\d\d)+$/.test(plain)) {
    return `${plain} is no expression; a fixed text is written ${fixedText(plain)}`;
  }
  if (/^(?:yes|no|on|off|y|n)$/i.test(plain)) {
    const isYes = /^(?:yes|on|y)$/i.test(plain);
    return `${plain} is the name of a field here; write ${isYes ? 'true' : 'false'}, or ${fixedText(plain)} for the text`;
  }
  return null;
}
