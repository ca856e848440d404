import type { DoctorCheck } from '../domain/doctor-check.js';
import { createAnswers } from './answers.js';
import type { Check } from './check.js';
import { addressChecks } from './checks/addresses.js';
import { archiveChecks } from './checks/archive.js';
import { clockChecks } from './checks/clocks.js';
import { configurationChecks } from './checks/configuration.js';
import { expiryChecks } from './checks/expiry.js';
import { peopleChecks } from './checks/people.js';
import { probeChecks } from './checks/probe.js';
import { ruleChecks } from './checks/rules.js';
import { salesforceChecks } from './checks/salesforce.js';
import { spotdraftChecks } from './checks/spotdraft.js';
import { storeChecks } from './checks/store.js';
import { webhookChecks } from './checks/webhook.js';
import { workspaceChecks } from './checks/workspace.js';
import type { DoctorParts } from './doctor-parts.js';
import { runChecks } from './run-checks.js';

/**
 * Checks everything that differs from workspace to workspace. Reads only, within the shared allowance of SpotDraft calls. Never throws.
 *
 * @param options.probe has SpotDraft render a preview of each mapped template, which creates nothing
 */
export async function examine(
  parts: DoctorParts,
  { probe = false }: { readonly probe?: boolean } = {},
): Promise<readonly DoctorCheck[]> {
  const answers = createAnswers(parts);
  const checks: readonly Check[] = [
    ...configurationChecks(parts),
    ...spotdraftChecks(parts, answers),
    ...salesforceChecks(parts),
    ...clockChecks(parts),
    ...storeChecks(parts),
    ...webhookChecks(parts),
    ...workspaceChecks(parts, answers),
    ...peopleChecks(parts),
    ...addressChecks(parts),
    ...archiveChecks(parts),
    ...ruleChecks(parts),
    ...expiryChecks(parts),
    ...(probe ? probeChecks(parts) : []),
  ];
  return runChecks(checks);
}
