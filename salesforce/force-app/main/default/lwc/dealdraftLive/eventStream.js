/** More than any event of ours holds; a stream that never ends its line must not fill the page's memory. */
const MAX_EVENT_CHARACTERS = 1_000_000;

/**
 * Cuts the text of a server-sent event stream into events `{ event, data, id }`, whatever the pieces it arrives in.
 *
 * @param onEvent called with each event, also one that brings only a position (`event` is null then). Comments only
 *   show that the line is alive.
 * @returns a function that takes the next piece of text. It throws when an event outgrows every sensible size.
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
 */
export function createEventParser(onEvent) {
  let rest = '';
  let lastId = null;
  let current = nothing();

  function endEvent() {
    const { event, data, hasId } = current;
    current = nothing();
    const isNamed = event !== null || data.length > 0;
    if (isNamed) onEvent({ event: event ?? 'message', data: data.join('\n'), id: lastId });
    else if (hasId) onEvent({ event: null, data: '', id: lastId });
  }

  function takeLine(line) {
    if (line === '') {
      endEvent();
      return;
    }
    const colon = line.indexOf(':');
    if (colon === 0) return;
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') current.event = value;
    if (field === 'data') current.data.push(value);
    if (field === 'id' && !value.includes('\0')) {
      lastId = value === '' ? null : value;
      current.hasId = true;
    }
  }

  return (text) => {
    rest += text;
    // A carriage return at the very end may be the first half of CRLF: it waits for the next piece.
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop();
    lines.forEach(takeLine);
    const size = rest.length + current.data.reduce((sum, line) => sum + line.length, 0);
    if (size > MAX_EVENT_CHARACTERS) throw new Error('The server sent an event without an end.');
  };
}

function nothing() {
  return { event: null, data: [], hasId: false };
}
