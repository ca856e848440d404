/** One measurement beside what it is compared with. */
export interface Row {
  readonly what: string;
  readonly measured: string;
  /** The same job done the plain way, in the same run. */
  readonly beside?: string;
  readonly ratio?: string;
  readonly aim?: string;
  /** Whether the aim was met; absent where there is none. */
  readonly met?: boolean;
}

export interface Section {
  readonly title: string;
  /** How it was measured, in a sentence or two. */
  readonly how: string;
  readonly rows: readonly Row[];
}

/** A section as Markdown; a missed aim is marked. */
export function toMarkdown({ title, how, rows }: Section): string {
  const header = ['', 'measured', 'beside', 'ratio', 'aim', ''];
  const cells = rows.map(({ what, measured, beside, ratio, aim, met }) => [
    what,
    measured,
    beside ?? '',
    ratio ?? '',
    aim ?? '',
    met === undefined ? '' : met ? 'met' : '**missed**',
  ]);
  const lines = [header, header.map(() => '---'), ...cells].map(
    (line) => `| ${line.join(' | ')} |`,
  );
  return `## ${title}\n\n${how}\n\n${lines.join('\n')}\n`;
}

export function ms(value: number): string {
  if (value >= 10_000) return `${(value / 1_000).toFixed(1)} s`;
  return value < 10 ? `${value.toFixed(2)} ms` : `${Math.round(value)} ms`;
}

export function times(value: number): string {
  return `${value.toFixed(2)}x`;
}

/** The value below which the fraction `p` of the samples lies; NaN without samples. */
export function percentile(samples: readonly number[], p: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(p * sorted.length) - 1)] ?? NaN;
}
