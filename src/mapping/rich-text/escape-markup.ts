const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '\n': '<br>',
};

/** Plain text as HTML that shows the same, for rich text fields. */
export function escapeMarkup(text: string): string {
  return text.replaceAll(/[&<>\n]/g, (character) => ENTITIES[character] ?? character);
}
