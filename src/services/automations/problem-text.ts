import type { OpenRule } from './automation-ledger.js';
import { noted } from '../../domain/said.js';

/** A field of the CRM that can be filtered by takes so many characters. */
const LONGEST = 255;

/** What stands in the way of a deal's contracts, as its record says it; null when nothing does. */
export function problemText(rules: Readonly<Record<string, OpenRule>>): string | null {
  const open = Object.entries(rules).filter(([, { text }]) => text !== '');
  const [first] = open;
  if (first === undefined) return null;
  const text =
    open.length === 1
      ? first[1].text
      : open.map(([templateId, rule]) => noted`Template ${templateId}: ${rule.text}`).join(' ');
  return shortened(text.replace(/\s+/gu, ' ').trim());
}

function shortened(text: string): string {
  if (text.length <= LONGEST) return text;
  return `${text
    .slice(0, LONGEST - 1)
    .toWellFormed()
    .replace(/�$/u, '')
    .trimEnd()}…`;
}
