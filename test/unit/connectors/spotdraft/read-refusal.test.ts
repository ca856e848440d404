import { describe, expect, it } from 'vitest';
import { readRefusal } from '../../../../src/connectors/spotdraft/refusal.js';

const read = (body: unknown) => readRefusal(JSON.stringify(body));

describe('readRefusal', () => {
  it('reads a sentence with and without a code', () => {
    expect(read({ detail: 'No.' })).toEqual({ code: null, message: 'No.', fieldMessages: {} });
    expect(read({ detail: 'No.', code: 'SD_PUBLIC_00009' })).toMatchObject({
      code: 'SD_PUBLIC_00009',
      message: 'No.',
    });
    expect(read({ detail: 'd', status_code: 400, code: 'SD_1', message: 'm' })).toEqual({
      code: 'SD_1',
      message: 'm',
      fieldMessages: {},
    });
    expect(read({ error: 'bad flag' })).toMatchObject({ message: 'bad flag' });
  });

  it('reads messages by field, with nested rows and arrays of rows', () => {
    expect(
      read({ assignees: { 0: { entity_id: ['Field required'] } }, x: [{}, { y: ['bad'] }] }),
    ).toEqual({
      code: null,
      message: 'assignees.0.entity_id: Field required',
      fieldMessages: { 'assignees.0.entity_id': ['Field required'], 'x.1.y': ['bad'] },
    });
    expect(read({ non_field_errors: ['Together invalid'] }).message).toBe('Together invalid');
    expect(read({ detail: { name: ['too long'] } }).fieldMessages).toEqual({ name: ['too long'] });
  });

  it('reads faults that are listed with their places', () => {
    const detail = [
      { loc: ['body', 'assignees', 0, 'entity_id'], msg: 'Field required', type: 'missing' },
      { loc: ['body'], msg: 'Together invalid' },
      { loc: 'odd', msg: 'ignored' },
    ];
    expect(read({ detail })).toEqual({
      code: null,
      message: 'Field required',
      fieldMessages: {
        'assignees.0.entity_id': ['Field required'],
        non_field_errors: ['Together invalid'],
      },
    });
  });

  it('shows nothing of what is no JSON object: empty bodies, HTML and broken JSON', () => {
    for (const text of ['', '<html><body>502</body></html>', '{"detail": "cut', 'null', '17']) {
      expect(readRefusal(text)).toEqual({ code: null, message: null, fieldMessages: {} });
    }
    expect(read({ detail: 'see <b>here</b>' }).message).toBeNull();
  });

  it('bounds what it hands on', () => {
    expect(read({ detail: 'x'.repeat(5_000) }).message!.length).toBeLessThanOrEqual(300);
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`f${i}`, ['bad']]));
    expect(Object.keys(read(many).fieldMessages)).toHaveLength(50);
    let deep: unknown = ['bad'];
    for (let i = 0; i < 2_000; i += 1) deep = { a: deep };
    expect(read(deep).fieldMessages).toEqual({});
  });

  it('takes field names that objects inherit for what they are', () => {
    expect(readRefusal('{"__proto__":["x"],"constructor":["y"]}').fieldMessages).toMatchObject({
      constructor: ['y'],
    });
  });
});
