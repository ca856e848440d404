import type { Crm } from '../../connectors/crm.js';
import type { OrganizationTypes } from '../../connectors/spotdraft/organization-types.js';
import type { Templates } from '../../connectors/spotdraft/templates.js';
import { InputError, NotFoundError, UpstreamRejectedError } from '../../domain/errors.js';
import { addEntry, guessEntry } from '../../mapping/index.js';
import type { GuessedEntry, Mapping } from '../../mapping/index.js';
import { parseTemplateId } from './templates.js';

/**
 * The text of a mapping file with an entry more, guessed from what both systems have. Writes nothing.
 * @param text of the file; null where there is none
 * @throws InputError when the file has an entry for the template: nobody's work is written over.
 */
export async function initMapping(
  parts: {
    readonly spotdraft: Templates & OrganizationTypes;
    readonly crm: Crm;
    readonly mapping: Mapping;
    /** Whether SALESFORCE_DEFAULT_CURRENCY is set. */
    readonly currencyIsNamed: boolean;
  },
  templateText: string,
  text: string | null,
): Promise<{ readonly text: string; readonly entry: GuessedEntry; readonly templateName: string }> {
  const { spotdraft, crm, mapping, currencyIsNamed } = parts;
  const templateId = parseTemplateId(templateText);
  if (mapping.contracts.has(templateId)) {
    throw new InputError(
      `The mapping file has an entry for template ${templateId}, which is left as it is; remove it to begin anew.`,
    );
  }
  const template = await spotdraft.getTemplate(templateId, { lane: 'interactive' });
  if (template === null) {
    throw new NotFoundError(
      `There is no template ${templateId} in SpotDraft; \`dealdraft templates list\` shows those that there are.`,
    );
  }
  const entry = await guessEntry(template, crm, await labels(spotdraft), currencyIsNamed);
  return { text: addEntry(text, entry), entry, templateName: template.name };
}

async function labels(spotdraft: OrganizationTypes): Promise<readonly string[]> {
  try {
    const types = await spotdraft.listOrganizationTypes(null, { lane: 'interactive' });
    return types.map(({ name }) => name);
  } catch (error) {
    if (!(error instanceof UpstreamRejectedError)) throw error;
    return [];
  }
}
