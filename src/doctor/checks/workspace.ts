import {
  counterpartyFindings,
  entityFindings,
  ownSigners,
  templateFindings,
} from '../../mapping/index.js';
import type { Mapping } from '../../mapping/index.js';
import type { SpotDraft } from '../../connectors/spotdraft/types.js';
import { rememberOrganizationTypes } from '../../services/templates/check-mapping.js';
import type { Answers } from '../answers.js';
import type { Check, Verdict } from '../check.js';
import { fail, ok, together, unseen, warn } from '../check.js';
import { by } from '../doctor-parts.js';
import type { DoctorParts } from '../doctor-parts.js';
import { mappingVerdict } from '../mapping-verdict.js';
import { counted } from './configuration.js';
import { SPOTDRAFT } from './spotdraft.js';
import { noted } from '../../domain/said.js';

/** What the mapping names of the SpotDraft workspace, and what of its set-up no API shows. */
export function workspaceChecks(parts: DoctorParts, answers: Answers): readonly Check[] {
  const mapped = (
    judge: (mapping: Mapping, client: SpotDraft, signal: AbortSignal) => Promise<Verdict>,
  ) =>
    by(parts.mapping, (mapping) =>
      by(parts.spotdraft, (client) => (signal: AbortSignal) => judge(mapping, client, signal)),
    );
  const dealObject = 'value' in parts.crm ? parts.crm.value.dealObject : '';

  return [
    {
      name: 'spotdraft.templates',
      after: [SPOTDRAFT],
      judge: mapped(async (mapping) => {
        const describe = (name: string) => answers.describeIfPossible(name);
        const findings = await templateFindings(mapping, (id) => answers.template(id), {
          describe,
          dealObject,
        });
        const count = mapping.contracts.size;
        return mappingVerdict(
          findings,
          count === 0
            ? noted`no template is mapped`
            : noted`${counted(count, noted`1 mapped template`, noted`${count} mapped templates`)}, with the fields that are mapped`,
        );
      }),
    },
    {
      name: 'spotdraft.types',
      after: [SPOTDRAFT],
      judge: mapped(async (mapping) => {
        const types = await answers.contractTypes();
        const mappedTypes = await typesOf(mapping, answers);
        const names = mappedTypes.map(({ typeId, templateId }) => {
          const type = types.find(({ id }) => id === typeId);
          return type === undefined
            ? fail(
                noted`template ${templateId} is of contract type ${typeId}, which the credential does not see`,
                noted`In SpotDraft open Settings > Contract Types, and give the user behind the credential access to it.`,
              )
            : ok(type.name);
        });
        return together(
          names,
          names.length === 0
            ? noted`no mapped template is there to have one`
            : noted`contract types ${[...new Set(names.map(({ seen }) => seen))].join(', ')}`,
        );
      }),
    },
    {
      name: 'spotdraft.entities',
      after: [SPOTDRAFT],
      judge: mapped(async (mapping, client, signal) => {
        const entities = await answers.entities();
        if (entities.length === 0) {
          return fail(
            noted`the workspace has no legal entity of its own, so no contract can be made`,
            noted`In SpotDraft add one under Settings > Entities.`,
          );
        }
        const findings = await entityFindings(mapping, () => answers.entities());
        const ofTypes = await Promise.all(
          (await typesOf(mapping, answers)).map(async ({ typeId, templateId }) => {
            const found = await client.listEntitiesOfType(typeId, { lane: 'background', signal });
            return found.length > 0
              ? ok('')
              : fail(
                  noted`no entity contracts by type ${typeId}, of template ${templateId}`,
                  noted`In SpotDraft open Settings > Contract Types, and choose the entities that contract by it.`,
                );
          }),
        );
        const seen = noted`entities ${entities.map(({ name, referenceId }) => `${name} (${referenceId ?? noted`no reference id`})`).join(', ')}`;
        return together([mappingVerdict(findings, seen), ...ofTypes], seen);
      }),
    },
    {
      name: 'spotdraft.counterparties',
      after: [SPOTDRAFT],
      judge: mapped(async (mapping, client) => {
        const types = rememberOrganizationTypes(client, 'background');
        const findings = await counterpartyFindings(mapping, types);
        const known = (await types(null)) ?? [];
        return mappingVerdict(
          findings,
          noted`organisation types and jurisdictions as mapped; SpotDraft has ${counted(known.length, noted`1 organisation type`, noted`${known.length} organisation types`)}`,
        );
      }),
    },
    {
      name: 'spotdraft.roles',
      after: [SPOTDRAFT],
      judge: mapped(async (mapping, client, signal) => {
        const roles = await client.listRoles({ lane: 'background', signal });
        const allowed = await Promise.all(
          (await typesOf(mapping, answers)).map(async ({ typeId }) => {
            const grants = await client.listAccess(typeId, ['CREATE'], {
              lane: 'background',
              signal,
            });
            return grants.length > 0
              ? ok('')
              : warn(
                  noted`no role or user may create contracts of type ${typeId}`,
                  noted`In SpotDraft open Settings > Contract Types > Access, and let the roles of your sales people create.`,
                );
          }),
        );
        return together(
          allowed,
          noted`roles ${roles.map(({ name }) => name).join(', ')}; each mapped type has somebody who may create`,
        );
      }),
    },
    {
      name: 'spotdraft.users',
      after: [SPOTDRAFT],
      judge: mapped(async (mapping, client, signal) => {
        const addresses = ownSigners(mapping).map(({ address }) => address);
        const people = await Promise.all(
          addresses.map(async (address) => {
            const user = await client.findUser(address, { lane: 'background', signal });
            if (user === null) {
              return warn(
                noted`${address}, who signs for us by the mapping, is no user of the workspace`,
                noted`Correct the address in the mapping file, or invite them in SpotDraft under Settings > Users.`,
              );
            }
            return user.isActive
              ? ok('')
              : fail(
                  noted`${address}, who signs for us by the mapping, is deactivated`,
                  noted`Name somebody else in the mapping file, or activate them in SpotDraft under Settings > Users.`,
                );
          }),
        );
        return together(
          people,
          addresses.length === 0
            ? noted`the mapping names no user by address`
            : noted`signatories of ours that the mapping names: ${addresses.length}`,
        );
      }),
    },
    {
      name: 'spotdraft.approvals',
      judge: async () =>
        unseen(
          noted`which approvals a contract goes through (approval routing, V5 included)`,
          noted`Look in SpotDraft under Settings > Contract Types > Workflow of each mapped type, and make one contract as a test.`,
        ),
    },
    {
      name: 'spotdraft.signing',
      judge: async () =>
        unseen(
          noted`the signing provider and its account`,
          noted`Look in SpotDraft under Settings > Integrations > eSignature, and sign one contract as a test.`,
        ),
    },
  ];
}

/** The contract type of each mapped template that is there, each once. Which ones are not is told by a check of its own. */
async function typesOf(
  mapping: Mapping,
  answers: Answers,
): Promise<readonly { readonly typeId: string; readonly templateId: string }[]> {
  const found = new Map<string, string>();
  for (const templateId of mapping.contracts.keys()) {
    const template = await answers.templateIfPossible(templateId);
    if (template !== null && !found.has(template.contractTypeId))
      found.set(template.contractTypeId, templateId);
  }
  return [...found].map(([typeId, templateId]) => ({ typeId, templateId }));
}
