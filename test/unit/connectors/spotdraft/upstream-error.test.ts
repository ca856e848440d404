import { describe, expect, it } from 'vitest';
import {
  formOf,
  meaningOf,
  speakerOf,
  toAnswerError,
} from '../../../../src/connectors/spotdraft/upstream-error.js';

const HTML = '<!doctype html><html><body>Be right back</body></html>';

/** status, body, what it means to a read and to a write. Every read here is told something. */
const ROWS: readonly [status: number, body: string, read: string, write: string][] = [
  [200, '{"contract_status":"DRAFT"}', 'answer', 'answer'],
  [200, '[]', 'answer', 'answer'],
  [200, HTML, 'unavailable', 'unclear'],
  [200, '', 'unavailable', 'unclear'],
  [200, '{"contract_status":"DR', 'unavailable', 'unclear'],
  [200, '"OK"', 'unavailable', 'unclear'],
  [200, 'null', 'unavailable', 'unclear'],
  [204, '', 'unavailable', 'unclear'],
  [302, '', 'unavailable', 'unavailable'],
  [307, '{"detail":"moved"}', 'unavailable', 'unavailable'],
  [400, '{"detail":"No."}', 'refused', 'refused'],
  [400, '{"note":["This field is required."]}', 'refused', 'refused'],
  [400, '{"rows":[{},{"a":["bad"]}]}', 'refused', 'refused'],
  [400, '["No."]', 'refused', 'refused'],
  [400, '{"error":"bad flag"}', 'refused', 'refused'],
  [400, HTML, 'unavailable', 'unclear'],
  [400, '', 'unavailable', 'unclear'],
  [400, '{}', 'unavailable', 'unclear'],
  [401, '{"detail":"Invalid credentials."}', 'credentials', 'credentials'],
  [401, HTML, 'unavailable', 'unavailable'],
  [401, '', 'unavailable', 'unavailable'],
  [401, '{"message":"Unauthorized"}', 'unavailable', 'unavailable'],
  [402, '{"message":"Not in this state."}', 'refused', 'refused'],
  [403, '{"detail":"Creator access required"}', 'forbidden', 'forbidden'],
  [403, '{"status_code":403,"code":"SD_PUBLIC_00044"}', 'forbidden', 'forbidden'],
  [403, HTML, 'unavailable', 'unclear'],
  [403, '{"message":"Forbidden"}', 'unavailable', 'unclear'],
  [404, '{"detail":"Not found."}', 'absent', 'absent'],
  [404, '{"detail":{"contract":["Unknown"]}}', 'absent', 'absent'],
  [404, HTML, 'unavailable', 'unclear'],
  [404, '', 'unavailable', 'unclear'],
  [404, '{"detail":"Not fo', 'unavailable', 'unclear'],
  [404, '{"error":"no such route"}', 'unavailable', 'unclear'],
  [405, '{"detail":"Method not allowed."}', 'refused', 'refused'],
  [408, '{"detail":"Timeout"}', 'unavailable', 'unclear'],
  [409, '{"detail":"Conflict","code":"SD_1"}', 'refused', 'refused'],
  [413, HTML, 'unavailable', 'unavailable'],
  [421, '', 'unavailable', 'unclear'],
  [418, '', 'unavailable', 'unclear'],
  [429, HTML, 'slow-down', 'slow-down'],
  [429, '{"detail":"Throttled."}', 'slow-down', 'slow-down'],
  [500, '{"detail":"Boom."}', 'unavailable', 'unclear'],
  [501, '', 'unavailable', 'unclear'],
  [501, '{"detail":"Not implemented."}', 'unavailable', 'unclear'],
  [501, HTML, 'unavailable', 'unclear'],
  [501, '{"detail":"Not enabled.","code":"SD_PUBLIC_00045"}', 'forbidden', 'forbidden'],
  [503, HTML, 'unavailable', 'unclear'],
  [700, '', 'unavailable', 'unclear'],
];

describe('what an answer means', () => {
  it('that nests without end is no word of SpotDraft', () => {
    const body = '['.repeat(100_000) + ']'.repeat(100_000);
    expect(speakerOf(409, body, { tellsSomething: true, silentRefusals: [] })).toBe('stranger');
  });

  it.each(ROWS)('%i with %s: a read is %s, a write is %s', (status, body, read, write) => {
    const speaker = speakerOf(status, body, { tellsSomething: true, silentRefusals: [] });
    expect(meaningOf(status, speaker, 'read').meaning).toBe(read);
    expect(meaningOf(status, speaker, 'write').meaning).toBe(write);
  });

  const DONE = { tellsSomething: false, silentRefusals: [] };

  it('is a refusal without a body only where and by the status that SpotDraft documents so', () => {
    const SILENT = { tellsSomething: true, silentRefusals: [400, 404, 501] };
    const meanings = (status: number, body: string) => [
      meaningOf(status, speakerOf(status, body, SILENT), 'read').meaning,
      meaningOf(status, speakerOf(status, body, SILENT), 'write').meaning,
    ];
    expect(meanings(400, '')).toEqual(['refused', 'refused']);
    expect(meanings(404, ' \n')).toEqual(['absent', 'absent']);
    expect(meanings(501, '')).toEqual(['forbidden', 'forbidden']);
    expect(meanings(403, '')).toEqual(['unavailable', 'unclear']);
    expect(meanings(404, HTML)).toEqual(['unavailable', 'unclear']);
    expect(meanings(400, 'upstream connect error')).toEqual(['unavailable', 'unclear']);
  });

  it('is "done" without a body where nothing was to be told, and unclear with a page', () => {
    expect(speakerOf(200, '', DONE)).toBe('spotdraft');
    expect(speakerOf(204, '', DONE)).toBe('spotdraft');
    expect(speakerOf(200, '{"id":1}', DONE)).toBe('spotdraft');
    expect(speakerOf(200, HTML, DONE)).toBe('stranger');
  });

  it('lets a read be asked again where that may help, and a write only when it was not processed', () => {
    const again = (status: number, effect: 'read' | 'write') =>
      meaningOf(status, 'stranger', effect).again;
    expect([200, 408, 429, 500, 502, 503, 504].filter((status) => !again(status, 'read'))).toEqual(
      [],
    );
    expect([302, 400, 401, 403, 404, 501].filter((status) => again(status, 'read'))).toEqual([]);
    expect([200, 302, 404, 408, 500, 503].filter((status) => again(status, 'write'))).toEqual([]);
    expect(again(429, 'write')).toBe(true);
  });

  it('says what kind of body a stranger sent, and nothing of its content', () => {
    expect(formOf(HTML)).toBe('an HTML page');
    expect(formOf(' \n')).toBe('an empty body');
    expect(formOf('{"a":')).toBe('broken JSON');
    expect(formOf('{"message":"secret"}')).toBe('JSON that is not in its form');
    expect(formOf('upstream connect error')).toBe('plain text');
  });
});

describe('the error of an answer that is none', () => {
  const context = {
    operation: 'POST /contracts/{id}/external_metadata',
    status: 404,
    subject: 'contract T-12',
    impersonated: false,
    origin: 'https://api.example',
    redirectedTo: null,
    waitMs: 0,
  };

  it.each([
    ['{"detail":"Not found."}', 'SpotDraft knows no contract T-12, or it may not be seen here.'],
    [
      '{"code":"SD_INTEGRATIONS_00021","message":"Object configuration not found"}',
      'SpotDraft knows no contract T-12, or it may not be seen here. SpotDraft says: Object configuration not found',
    ],
  ])('of %s keeps what SpotDraft says beyond the status', (text, message) => {
    expect(toAnswerError('absent', { ...context, text }).message).toBe(message);
  });

  it('of a change that may have been made says so', () => {
    const { message } = toAnswerError('unclear', { ...context, status: 200, text: HTML });
    expect(message).toBe(
      "SpotDraft did not answer itself: status 200 came with an HTML page, which may be a proxy's. It may have made the change all the same; look before it is tried again.",
    );
  });
});
