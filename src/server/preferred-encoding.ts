/**
 * The encoding that a client likes best of those that there are, by the qualities in its `Accept-Encoding`; the first of them
 * where it likes several alike. Null when it would rather have the bytes as they are, or takes none of them.
 */
export function preferredEncoding<Encoding extends string>(
  acceptEncoding: string | undefined,
  offered: readonly Encoding[],
): Encoding | null {
  const qualities = qualitiesOf(acceptEncoding ?? '');
  const qualityOf = (name: string) => qualities.get(name) ?? qualities.get('*') ?? 0;
  // Bytes as they are may always be sent, but are what somebody wants only when it says so.
  const least = qualities.get('identity') ?? 0;
  const [best] = offered
    .filter((name) => qualityOf(name) > 0 && qualityOf(name) >= least)
    .sort((a, b) => qualityOf(b) - qualityOf(a));
  return best ?? null;
}

function qualitiesOf(header: string): ReadonlyMap<string, number> {
  return new Map(
    header
      .toLowerCase()
      .split(',')
      .map((part) => {
        const [name = '', ...parameters] = part.split(';').map((text) => text.trim());
        const [, quality = '1'] =
          parameters.map((text) => /^q\s*=\s*(.*)$/.exec(text)).find(Boolean) ?? [];
        // A quality that can not be read is none.
        return [name === 'x-gzip' ? 'gzip' : name, Number(quality) || 0];
      }),
  );
}
