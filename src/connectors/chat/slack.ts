import { printable } from '../../domain/printable.js';
import type { ChatLine, ChatMessage } from './chat.js';

/** Slack takes 50 blocks of 3,000 characters. */
const MAX_SECTION = 2_900;
const MARKS = { open: '•', solved: '✓' } as const;

/**
 * The body of an incoming webhook. What is quoted is escaped as Slack asks for, so that nobody is mentioned and nothing becomes
 * a link by what a contract is called.
 * @see https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/
 */
export function slackBody(message: ChatMessage): string {
  const { headline, lines, more, operationsUrl } = message;
  const sections = [
    `*${escaped(headline)}*`,
    ...lines.map(lineText),
    ...(more > 0 ? [`… and ${more} more.`] : []),
    ...(operationsUrl === null ? [] : [`<${operationsUrl}|Open the operations page>`]),
  ];
  return JSON.stringify({
    text: escaped(headline),
    unfurl_links: false,
    unfurl_media: false,
    blocks: sections.map((text) => ({
      type: 'section',
      text: { type: 'mrkdwn', text, verbatim: true },
    })),
  });
}

function lineText({ state, title, cause, todo, url }: ChatLine): string {
  const shown = cut(escaped(title), 600);
  return [
    `${MARKS[state]} ${url === null ? shown : `<${url}|${shown.replaceAll('|', '¦')}>`}${state === 'solved' ? ' – solved' : ''}`,
    ...(cause === null ? [] : [cut(escaped(cause), 1_000)]),
    ...(todo === null ? [] : [`_${cut(escaped(todo), 1_000)}_`]),
  ]
    .join('\n')
    .slice(0, MAX_SECTION);
}

/** Control characters of Slack's own; the rest of its marks only changes how a word looks. */
function escaped(text: string): string {
  return printable(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Never within an entity. */
function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most).replace(/&[a-z]*$/u, '')}…`;
}
