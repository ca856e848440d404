import { exactTime, relativeTime } from 'c/dealdraftFormats';
import { say, texts } from 'c/dealdraftTexts';

/**
 * Each destination once, with its newest document: what is there, or what is on its way. What a destination does not want is
 * left out.
 *
 * @param archives as the server lists them, oldest first
 */
export function toArchivesView(archives, nowMs) {
  const newest = new Map();
  for (const archive of archives) {
    const known = newest.get(archive.destination);
    // A later version that is still on its way says more than the one that is there: it is not complete yet.
    if (known === undefined || archive.state !== 'SKIPPED')
      newest.set(archive.destination, archive);
  }
  return [...newest.values()]
    .filter(({ state }) => state !== 'SKIPPED')
    .map((archive) => toView(archive, nowMs));
}

function toView({ destination, state, path, url, archivedAt, verifiedAt, lastError }, nowMs) {
  const isMissing = state !== 'ARCHIVED';
  return {
    destination,
    path: isMissing ? null : path,
    url: isMissing ? null : url,
    openLabel: say('archive_open', { destination }),
    words: wordsOf({ state, archivedAt, verifiedAt }, nowMs),
    exact: isMissing
      ? ''
      : [exact('archive_archivedAt', archivedAt), exact('archive_verifiedAt', verifiedAt)]
          .filter((part) => part !== '')
          .join(', '),
    problem: lastError,
    isStuck: isMissing && (state !== 'WAITING' || lastError !== null),
    rowClass: { WAITING: 'waiting', PARKED: 'parked' }[state] ?? 'archived',
  };
}

function wordsOf({ state, archivedAt, verifiedAt }, nowMs) {
  if (state === 'WAITING') return texts.archive_waiting;
  if (state === 'PARKED') return texts.archive_parked;
  if (state !== 'ARCHIVED') return texts.archive_unknown;
  const ago = (at) => relativeTime(Date.parse(at), nowMs);
  const archived = isTime(archivedAt)
    ? say('archive_archivedAgo', { ago: ago(archivedAt) })
    : texts.archive_archived;
  return isTime(verifiedAt)
    ? say('archive_verifiedAgo', { archived, ago: ago(verifiedAt) })
    : archived;
}

function exact(key, at) {
  return isTime(at) ? say(key, { time: exactTime(new Date(at)) }) : '';
}

function isTime(at) {
  return at !== null && !Number.isNaN(Date.parse(at));
}
