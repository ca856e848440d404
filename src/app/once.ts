/** For what ends a thing: asked twice, it is done once, and both wait for it. */
export function once(action: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  return () => (running ??= action());
}
