import type { SourceProblem } from './source-location.js';
import type { YamlSource } from './yaml-source.js';

/** What a part of the file is compiled with, and where what is wrong with it is collected. */
export interface CompileContext {
  readonly source: YamlSource;
  /** IANA name. */
  readonly timeZone: string;
  readonly problems: SourceProblem[];
}
