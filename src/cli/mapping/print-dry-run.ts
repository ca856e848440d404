import type { MappingDryRun } from '../../services/templates/check-mapping.js';
import { print } from '../command.js';

/** What a deal would become, value by value. */
export function printDryRun({
  templateId,
  templateName,
  name,
  timezone,
  lines,
  counterparties,
  signatories,
  userErrors,
}: MappingDryRun): void {
  print(
    '',
    `Template ${templateId} (${templateName}), contract name: ${name ?? "SpotDraft's own"}, dates by the clocks of ${timezone}`,
  );
  for (const line of lines) {
    print(
      `  ${line.field} (${line.label}) = ${JSON.stringify(line.value)}   <- ${line.expression ?? line.source}`,
    );
  }
  for (const party of counterparties) print(`  counterparty = ${JSON.stringify(party)}`);
  for (const signatory of signatories) print(`  signatory = ${JSON.stringify(signatory)}`);
  for (const { field, code, message } of userErrors)
    print(`  ERROR ${code} ${field?.join('.') ?? ''}: ${message}`);
  print(
    userErrors.length === 0
      ? '  This deal can become a contract.'
      : '  This deal cannot become a contract yet.',
    '',
  );
}
