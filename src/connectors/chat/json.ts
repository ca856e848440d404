import { createHmac } from 'node:crypto';
import type { ChatMessage } from './chat.js';

const TIMESTAMP_HEADER = 'x-dealdraft-timestamp';
const SIGNATURE_HEADER = 'x-dealdraft-signature';

/** For a program of the team's. Members may be added; none of these changes. */
export function jsonBody(message: ChatMessage): string {
  const { id, topic, headline, lines, more, operationsUrl, sentAt } = message;
  return JSON.stringify({
    version: 1,
    id,
    topic,
    headline,
    sentAt,
    notices: lines,
    more,
    operationsUrl,
  });
}

/** `v1=` and the HMAC-SHA256, in hex, over the timestamp (seconds since 1970), a point and the body's bytes. */
export function signatureHeaders(
  body: string,
  secret: string,
  at: Date,
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const digest = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  return { [TIMESTAMP_HEADER]: timestamp, [SIGNATURE_HEADER]: `v1=${digest}` };
}
