import { expect, test } from 'vitest';
import { jsonBody, signatureHeaders } from '../../../src/connectors/chat/json.js';
import { NOTICE_TOPICS } from '../../../src/domain/notice-topic.js';
import { parseMappingFile } from '../../../src/mapping/index.js';
import { readText, section, tableRows, withoutCodeMarks } from './markdown.js';

const page = readText('docs/notices.md');
const SECRET = 'a-secret-of-some-length';

function block(language: string): string {
  return new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, 'u').exec(page)?.[1] ?? '';
}

test('docs/notices.md shows a section that is taken', () => {
  const { notices } = parseMappingFile(`version: 1\ncontracts: []\n${block('yaml')}`, 'm.yaml');
  expect(notices.map(({ name, type, everyMinutes }) => [name, type, everyMinutes])).toEqual([
    ['slack', 'slack', 5],
    ['legal', 'teams', 15],
    ['pager', 'json', 5],
  ]);
  expect(notices[0]!.topics).toEqual(NOTICE_TOPICS);
});

test('docs/notices.md lists every kind', () => {
  const rows = tableRows(section('docs/notices.md', 'What is told'));
  expect(rows.map(([kind = '']) => withoutCodeMarks(kind))).toEqual(
    expect.arrayContaining([...NOTICE_TOPICS]),
  );
});

test('docs/notices.md shows the members of a message, and how to check its signature', async () => {
  const sentAt = new Date('2026-03-01T09:00:00Z');
  const shown = JSON.parse(block('json')) as object;
  const body = jsonBody({
    id: 'f3',
    topic: 'parked',
    headline: 'x',
    lines: [
      { key: 'k', state: 'open', title: 't', cause: null, todo: null, since: sentAt, url: null },
    ],
    more: 0,
    operationsUrl: null,
    sentAt,
  });
  const sent = JSON.parse(body) as { notices: object[] };
  expect(Object.keys(shown).toSorted()).toEqual(Object.keys(sent).toSorted());
  const [notice] = (shown as typeof sent).notices;
  expect(Object.keys(notice!).toSorted()).toEqual(Object.keys(sent.notices[0]!).toSorted());

  const code = `data:text/javascript,${encodeURIComponent(block('js'))}`;
  const { isFromDealdraft } = (await import(/* @vite-ignore */ code)) as {
    isFromDealdraft: (headers: object, body: Buffer, secret: string, now?: number) => boolean;
  };
  const headers = signatureHeaders(body, SECRET, sentAt);
  const now = sentAt.getTime() + 60_000;
  expect(isFromDealdraft(headers, Buffer.from(body), SECRET, now)).toBe(true);
  expect(isFromDealdraft(headers, Buffer.from(`${body} `), SECRET, now)).toBe(false);
  expect(isFromDealdraft(headers, Buffer.from(body), `${SECRET}x`, now)).toBe(false);
  expect(isFromDealdraft(headers, Buffer.from(body), SECRET, now + 10 * 60_000)).toBe(false);
  expect(isFromDealdraft({}, Buffer.from(body), SECRET, now)).toBe(false);
});
