/** Names and values together, by Amazon's bound. */
const MAX_BYTES = 2_000;
const ARCHIVE_KEY = 'archivekey';

/**
 * Metadata as S3 keeps it: names in lower case, values in ASCII, 2 KB in all. Letters beyond ASCII are percent-encoded, since S3
 * refuses the signature otherwise. What does not fit any more is left out, the key never.
 */
export function toS3Metadata(
  archiveKey: string,
  metadata: Readonly<Record<string, string>>,
): Record<string, string> {
  const kept: Record<string, string> = { [ARCHIVE_KEY]: archiveKey };
  let sizeBytes = ARCHIVE_KEY.length + archiveKey.length;
  for (const [name, value] of Object.entries(metadata)) {
    const ownName = name.toLowerCase().replaceAll(/[^a-z0-9-]+/gu, '-');
    const ownValue = toAscii(value);
    const moreBytes = ownName.length + ownValue.length;
    if (ownName === '' || Object.hasOwn(kept, ownName) || sizeBytes + moreBytes > MAX_BYTES)
      continue;
    kept[ownName] = ownValue;
    sizeBytes += moreBytes;
  }
  return kept;
}

export function archiveKeyOf(
  metadata: Readonly<Record<string, string>> | undefined,
): string | null {
  return metadata?.[ARCHIVE_KEY] ?? null;
}

/** Percent-encoded where it has to be: so the sign itself is encoded, too. Spaces at the ends would be lost. */
function toAscii(value: string): string {
  return value.replaceAll(/[^\x21-\x24\x26-\x7e ]|^ | $/gu, encodeURIComponent);
}
