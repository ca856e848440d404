import { createEventParser } from '../eventStream';

function parseAll(...pieces) {
  const events = [];
  const parse = createEventParser((event) => events.push(event));
  pieces.forEach(parse);
  return events;
}

const STREAM = ':\n\nid: 1\nevent: next\ndata: {"a":\ndata: 1}\n\nevent: complete\ndata:\n\n';
const EVENTS = [
  { event: 'next', data: '{"a":\n1}', id: '1' },
  { event: 'complete', data: '', id: '1' },
];

it('reads events and leaves comments out', () => {
  expect(parseAll(STREAM)).toEqual(EVENTS);
});

it.each(['\n', '\r\n', '\r'])('takes %j as the end of a line, in pieces of any size', (newline) => {
  const text = STREAM.replaceAll('\n', newline);
  // A lone return at the end is only known to end a line when more comes.
  expect(parseAll(...text, ':')).toEqual(EVENTS);
  expect(parseAll(text, ':')).toEqual(EVENTS);
});

it('hands on a position that comes without an event', () => {
  expect(parseAll(':\nid: 7\n\n')).toEqual([{ event: null, data: '', id: '7' }]);
});

it('keeps back an event whose end has not come', () => {
  expect(parseAll('event: next\ndata: 1\n')).toEqual([]);
});

it('gives up on an event without an end', () => {
  expect(() => parseAll('data: '.padEnd(600_000, 'x'), 'x'.repeat(600_000))).toThrow(
    'without an end',
  );
});
