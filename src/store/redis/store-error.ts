import { ReplyError } from 'ioredis';

/** What to do about a refusal, by the code that it begins with: https://redis.io/docs/latest/develop/reference/protocol-spec/#simple-errors */
const CURES: Readonly<Record<string, string>> = {
  OOM: 'It is full: give it more memory ("maxmemory").',
  NOREPLICAS: 'Its replicas are away: bring them back, or lower "min-replicas-to-write".',
  READONLY: 'It is a replica: let STORE_URL lead to the primary.',
  MASTERDOWN: 'It is a replica: let STORE_URL lead to the primary.',
  MISCONF: 'It can not write to its disk: free space there, and look into its log.',
  NOAUTH: 'It wants a password: put it into STORE_URL, and restart.',
  WRONGPASS: 'It has another password or user: correct STORE_URL, and restart.',
  NOPERM: 'Give its user all commands on the keys "{dealdraft}:*".',
  BUSY: 'Somebody else’s script keeps it: wait, or end it with SCRIPT KILL.',
  LOADING: 'It reads its file after a start: wait.',
};

/** What a server appends of our own script: of use to nobody who runs it. */
const PLACE_IN_SCRIPT = /,? script: [0-9a-f]+, on @user_script:\d+\.?.*$/s;
/** The driver's own words for a connection that was lost with calls on it. */
const LOST = /max retries per request|isn't writeable/;

/**
 * The driver's errors carry the command with its arguments, which hold bodies and names: they must not reach a log. An
 * answer of the server is told from a missing one, after which the command may or may not have been carried out.
 */
export function toStoreError(error: unknown): Error {
  const message = error instanceof Error ? error.message : 'no reason given';
  if (!(error instanceof ReplyError)) {
    return new Error(
      `Redis gave no answer: ${LOST.test(message) ? 'the connection was lost' : message}`,
    );
  }
  return new Error(`Redis refused what it was asked: ${withCure(message)}`);
}

/** What a server said, and what to do about it where its code is a known one. */
export function withCure(message: string): string {
  const reason = message.replace(PLACE_IN_SCRIPT, '').trimEnd();
  const cure = CURES[/^[A-Z]+/.exec(reason)?.[0] ?? ''];
  return cure === undefined ? reason : `${reason.replace(/\.$/, '')}. ${cure}`;
}
