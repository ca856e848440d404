import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { addCommands } from '../../../src/cli/commands.js';
import { codePieces, pages, readText, section, tableRows, withoutCodeMarks } from './markdown.js';

const program = new Command('dealdraft');
await addCommands(program);

/** Commands that do something, as one types them, with their flags. */
const flagsByCommand = new Map(
  program.commands.flatMap((command) =>
    command.commands.length === 0
      ? [[command.name(), flagsOf(command)] as const]
      : command.commands.map((sub) => [`${command.name()} ${sub.name()}`, flagsOf(sub)] as const),
  ),
);

describe('commands in the documentation', () => {
  it.each(pages())('%s names only commands and flags that exist', (page) => {
    const wrong = codePieces(readText(page))
      .flatMap((piece) => [
        ...piece.matchAll(/(?:^|npx )dealdraft (?!is listening)([a-z][^#;|&$]*)/g),
      ])
      .map(([, words = '']) => words.trim())
      .filter((words) => !isKnown(words));
    expect(wrong).toEqual([]);
  });

  it('README lists every command', () => {
    const listed = tableRows(section('README.md', 'Operating it'))
      .map(([name = '']) => withoutCodeMarks(name).replace('dealdraft ', ''))
      .sort();
    expect(listed).toEqual([...flagsByCommand.keys()].sort());
  });

  it('docs/sandbox.md lists every flag of the sandbox', () => {
    const listed = tableRows(section('docs/sandbox.md', 'Flags')).map(([flag = '']) =>
      withoutCodeMarks(flag),
    );
    const sandbox = program.commands.find((command) => command.name() === 'sandbox');
    expect(listed).toEqual(sandbox?.options.map(({ flags }) => flags));
  });
});

function flagsOf(command: Command): ReadonlySet<string> {
  return new Set(command.options.map(({ long }) => long ?? ''));
}

function isKnown(words: string): boolean {
  const [first = '', second = ''] = words.split(' ');
  const flags = flagsByCommand.get(first) ?? flagsByCommand.get(`${first} ${second}`);
  if (flags === undefined)
    // "dealdraft webhooks register|remove|key" and "dealdraft deliveries" name a group.
    return program.commands.some(
      (command) => command.name() === first && (second === '' || second.includes('|')),
    );
  return [...words.matchAll(/ (--[a-z-]+)/g)].every(([, flag = '']) => flags.has(flag));
}
