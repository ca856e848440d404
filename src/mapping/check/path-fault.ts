import type { RecordPath } from '../../connectors/crm.js';
import { error, warning, type Fault } from './report.js';
import { noted } from '../../domain/said.js';

/** That the CRM does not have what an expression reads, in whichever section of the file. */
export function pathFault(path: RecordPath, problem: string, hint = ''): Fault {
  const shown = path.join('.');
  // Orgs with one currency lack the field; the setting that names their currency stands in for it.
  return path.at(-1) === 'CurrencyIsoCode'
    ? warning(noted`${shown}: ${problem}. SALESFORCE_DEFAULT_CURRENCY stands in for it.`)
    : error(`${shown}: ${problem}${hint}.`);
}
