/** Where something stands in the mapping file; lines and columns start at 1. */
export interface SourceLocation {
  readonly fileName: string;
  readonly line: number;
  readonly column: number;
}

/** `file:line:column`, as editors and terminals make it clickable. */
export function locationText(location: SourceLocation): string {
  return `${location.fileName}:${location.line}:${location.column}`;
}

export interface SourceProblem {
  readonly location: SourceLocation;
  /** What is wrong, and what to do. */
  readonly message: string;
}
