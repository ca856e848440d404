/** What somebody has given, as a sentence shows it: in quotes, cut where it is long, and never within a character. */
export function inQuotes(text: string, maxLength = 40): string {
  const shown = text.slice(0, maxLength).replace(/[\ud800-\udbff]$/, '');
  return `"${shown.toWellFormed()}"`;
}
