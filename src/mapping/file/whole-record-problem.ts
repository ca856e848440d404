import type { RecordPath } from '../../connectors/crm.js';

/** The end of a sentence about an expression that uses more of a deal than fields. */
export function wholeRecordProblem(path: RecordPath, within: RecordPath = []): string {
  const name = [...within, ...path].join('.');
  return path.length === 0
    ? 'the whole deal; name the fields it needs'
    : `${name}, which is a record or a list and not a field; name a field of it, such as ${name}.Name`;
}
