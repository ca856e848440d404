export function withoutColorHooks(css: string): string;
export function withDarkColors(css: string): string;
export function darkOf(color: string, role: 'ground' | 'line' | 'ink'): string | null;
