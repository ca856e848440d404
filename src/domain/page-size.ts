/** How many entries a page of a list has. */
export const PAGE_SIZE = { min: 1, default: 25, max: 100 } as const;
