import { noted } from '../../domain/said.js';

/** How a fixed text is written in the mapping file: JSONata's quotes within YAML's. */
export function fixedText(text: string): string {
  return `'${JSON.stringify(text).replaceAll("'", "''")}'`;
}

/** What to add where `text` may have been meant as a fixed text: words, without anything of an expression. */
export function fixedTextHint(text: string): string {
  const plain = text.trim();
  if (!/^[\p{L}\p{N}][\p{L}\p{N}\p{M} _,.;:!?%€$£/()+-]*$/u.test(plain) || plain.length > 60) {
    return '';
  }
  return noted`; if a fixed text is meant, write it in both kinds of quotes: ${fixedText(plain)}`;
}
