import { printable } from '../../domain/printable.js';
import type { ChatLine, ChatMessage } from './chat.js';

const MAX_TEXT = 1_000;

/**
 * The body of a webhook of the app "Workflows", which posts an Adaptive Card: connectors of Office 365, and their cards, are
 * retired. Texts are runs, in which Teams reads no Markdown, so that nothing becomes a link by what a contract is called.
 * @see https://support.microsoft.com/office/create-incoming-webhooks-with-workflows-for-microsoft-teams-8ae491c7-0394-4861-ba59-055e33f75498
 */
export function teamsBody(message: ChatMessage): string {
  const { headline, lines, more, operationsUrl } = message;
  return JSON.stringify({
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          msteams: { width: 'Full' },
          body: [
            block([{ text: headline, weight: 'Bolder', size: 'Medium' }]),
            ...lines.map(lineBlock),
            ...(more > 0 ? [block([{ text: `… and ${more} more.` }])] : []),
          ],
          actions:
            operationsUrl === null
              ? []
              : [{ type: 'Action.OpenUrl', title: 'Open the operations page', url: operationsUrl }],
        },
      },
    ],
  });
}

interface Run {
  readonly text: string;
  readonly weight?: 'Bolder';
  readonly size?: 'Medium';
  readonly isSubtle?: true;
  readonly selectAction?: { readonly type: 'Action.OpenUrl'; readonly url: string };
}

function block(runs: readonly Run[]) {
  return {
    type: 'RichTextBlock',
    inlines: runs.map((run) => ({
      type: 'TextRun',
      ...run,
      text: printable(run.text).slice(0, MAX_TEXT),
    })),
  };
}

function lineBlock({ state, title, cause, todo, url }: ChatLine) {
  return block([
    { text: state === 'open' ? '• ' : '✓ ' },
    {
      text: title,
      ...(url === null ? {} : { selectAction: { type: 'Action.OpenUrl' as const, url } }),
    },
    ...(state === 'solved' ? [{ text: ' – solved' }] : []),
    ...(cause === null ? [] : [{ text: ` ${cause}` }]),
    ...(todo === null ? [] : [{ text: ` ${todo}`, isSubtle: true as const }]),
  ]);
}
