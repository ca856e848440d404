interface Named {
  readonly id: string;
  readonly name: string;
  readonly etag: number;
}

type MiniItem =
  | (Named & { readonly type: 'folder' })
  | (Named & { readonly type: 'file'; readonly sha1: string; readonly versionId: string });

/** What Box shows of an item within something else. */
export function toMini(item: MiniItem): object {
  const common = {
    type: item.type,
    id: item.id,
    sequence_id: String(item.etag),
    etag: String(item.etag),
    name: item.name,
  };
  if (item.type === 'folder') return common;
  return {
    ...common,
    sha1: item.sha1,
    file_version: { type: 'file_version', id: item.versionId, sha1: item.sha1 },
  };
}
