/** Folders by their ids, of a vendor that has no paths: each is looked up or made once for all who ask at once. */
export interface KnownFolders {
  /**
   * The id of the innermost one.
   * @param make gives the id of one that is not known yet; what it throws is not kept
   */
  ensure(
    folder: readonly string[],
    make: (parentId: string, name: string, path: string) => Promise<string>,
  ): Promise<string>;
  /** The same where nothing is made; null where `look` finds nothing. */
  find(
    folder: readonly string[],
    look: (parentId: string, name: string) => Promise<string | null>,
  ): Promise<string | null>;
  /** An id turned out to be of no use any more. */
  forget(): void;
}

export function createKnownFolders(rootId: string): KnownFolders {
  const known = new Map<string, Promise<string>>();

  return {
    async ensure(folder, make) {
      let parentId = rootId;
      for (const [path, name] of pathsOf(folder)) {
        const making = known.get(path) ?? make(parentId, name, path);
        known.set(path, making);
        try {
          parentId = await making;
        } catch (error) {
          known.delete(path);
          throw error;
        }
      }
      return parentId;
    },

    async find(folder, look) {
      let parentId = rootId;
      for (const [path, name] of pathsOf(folder)) {
        const id = (await known.get(path)?.catch(() => undefined)) ?? (await look(parentId, name));
        if (id === null) return null;
        known.set(path, Promise.resolve(id));
        parentId = id;
      }
      return parentId;
    },

    forget() {
      known.clear();
    },
  };
}

/** From the outside in, each with its name. */
function pathsOf(folder: readonly string[]): readonly (readonly [path: string, name: string])[] {
  return folder.map((name, depth) => [folder.slice(0, depth + 1).join('/'), name] as const);
}
