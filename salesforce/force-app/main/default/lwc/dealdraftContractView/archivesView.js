/**
 * Each destination once, with its newest document: what is there, or what is on its way. What a destination does not want is
 * left out.
 *
 * @param archives as the server lists them, oldest first
 * @param tell `{ relativeTime, exactTime }`
 */
export function toArchivesView(archives, nowMs, tell) {
  const newest = new Map();
  for (const archive of archives) {
    const known = newest.get(archive.destination);
    // A later version that is still on its way says more than the one that is there: it is not complete yet.
    if (known === undefined || archive.state !== 'SKIPPED')
      newest.set(archive.destination, archive);
  }
  return [...newest.values()]
    .filter(({ state }) => state !== 'SKIPPED')
    .map((archive) => toView(archive, nowMs, tell));
}

function toView({ destination, state, path, url, archivedAt, verifiedAt, lastError }, nowMs, tell) {
  const isMissing = state !== 'ARCHIVED';
  return {
    destination,
    path: isMissing ? null : path,
    url: isMissing ? null : url,
    openLabel: `Open in ${destination} (new tab)`,
    words: wordsOf({ state, archivedAt, verifiedAt }, nowMs, tell),
    exact: isMissing
      ? ''
      : [exact('Archived', archivedAt, tell), exact('verified', verifiedAt, tell)]
          .filter((part) => part !== '')
          .join(', '),
    problem: lastError,
    isMissing,
    rowClass: { WAITING: 'waiting', PARKED: 'parked' }[state] ?? 'archived',
  };
}

function wordsOf({ state, archivedAt, verifiedAt }, nowMs, { relativeTime }) {
  if (state === 'WAITING') return 'on its way';
  if (state === 'PARKED') return 'not archived';
  if (state !== 'ARCHIVED') return 'unknown';
  const ago = (at) => relativeTime(Date.parse(at), nowMs);
  const archived = isTime(archivedAt) ? `archived ${ago(archivedAt)}` : 'archived';
  return isTime(verifiedAt) ? `${archived}, verified ${ago(verifiedAt)}` : archived;
}

function exact(label, at, { exactTime }) {
  return isTime(at) ? `${label} ${exactTime(new Date(at))}` : '';
}

function isTime(at) {
  return at !== null && !Number.isNaN(Date.parse(at));
}
