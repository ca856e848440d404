export function iconsIn(text: string): readonly string[];
export function usedStyles(css: string, text: string): string;
export function usedIcons(sprites: ReadonlyMap<string, string>, icons: readonly string[]): string;
