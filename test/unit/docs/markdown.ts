import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../../..');

export function readText(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8');
}

export function resolveFrom(file: string, target: string): string {
  return path.resolve(ROOT, path.dirname(file), target);
}

/** All pages that people read, relative to the project's folder. */
export function pages(): string[] {
  const below = (folder: string) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md'))
      .map((name) => path.posix.join(folder, name));
  return ['README.md', 'CHANGELOG.md', ...below('docs'), ...below('examples')];
}

/** The text below a heading, up to the next one of the same or a higher level. */
export function section(file: string, heading: string): string {
  const lines = readText(file).split('\n');
  let isCode = false;
  // A comment in a code block looks like a heading.
  const levels = lines.map((line) => {
    if (line.startsWith('```')) isCode = !isCode;
    return isCode ? 0 : (/^(#+) /.exec(line)?.[1]?.length ?? 0);
  });
  const start = lines.findIndex((line, at) => levels[at] !== 0 && line.endsWith(`# ${heading}`));
  if (start < 0) throw new Error(`${file} has no heading "${heading}"`);
  const level = levels[start] ?? 0;
  const end = levels.findIndex((other, at) => at > start && other > 0 && other <= level);
  return lines.slice(start + 1, end < 0 ? undefined : end).join('\n');
}

/** The cells of the rows of all tables in a text, without heads; code marks are dropped. */
export function tableRows(text: string): string[][] {
  const isRule = (line: string | undefined) => /^\|[ :|-]+\|$/.test(line ?? '');
  const lines = text.split('\n');
  return lines
    .filter((line, index) => line.startsWith('|') && !isRule(line) && !isRule(lines[index + 1]))
    .map((line) =>
      line
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim()),
    );
}

export function withoutCodeMarks(text: string): string {
  return text.replaceAll('`', '');
}

/** The contents of fenced blocks in one language. */
export function codeBlocks(text: string, language: string): string[] {
  return [...text.matchAll(/^```(\S*)\n([^]*?)^```$/gm)].flatMap(([, name, code]) =>
    name === language && code !== undefined ? [code] : [],
  );
}

/** What stands in code, in line or in a block, one piece a line of a block. */
export function codePieces(text: string): string[] {
  const blocks = [...text.matchAll(/^```\S*\n([^]*?)^```$/gm)].flatMap(([, code = '']) =>
    code.split('\n'),
  );
  const inline = [...text.replace(/^```\S*\n[^]*?^```$/gm, '').matchAll(/`([^`]+)`/g)].map(
    ([, code = '']) => code.replaceAll('\n', ' '),
  );
  return [...blocks, ...inline];
}
