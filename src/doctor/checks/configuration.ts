import type { Check } from '../check.js';
import { fail, ok, warn } from '../check.js';
import { by } from '../doctor-parts.js';
import type { DoctorParts, Part } from '../doctor-parts.js';
import { noted } from '../../domain/said.js';

/** Whether a failure of this check means that the settings can't be used at all. */
export function isOfConfiguration(name: string): boolean {
  return name.startsWith('configuration.');
}

const VARIABLES = 'configuration.environment';

/** Variables and files, as a start would judge them. */
export function configurationChecks(parts: DoctorParts): readonly Check[] {
  const { settings, mapping, archive, identities } = parts;
  return [
    {
      name: VARIABLES,
      judge: async () => {
        const { problems, warnings, spotdraft, salesforce } = settings;
        if (problems.length > 0) {
          return fail(
            [...problems, ...warnings].join(' '),
            noted`Correct these variables, in .env or where the process gets its environment from; .env.example says what each takes.`,
          );
        }
        if (warnings.length > 0)
          return warn(warnings.join(' '), noted`Correct the name, or remove it.`);
        return ok(
          noted`every variable can be used: SpotDraft at ${spotdraft.baseUrl}, Salesforce by ${salesforce.loginUrl}, store ${settings.storeEngine}`,
        );
      },
    },
    fileCheck('configuration.mapping', mapping, async ({ contracts }) => {
      if (!parts.hasMappingFile) {
        return warn(
          noted`there is no mapping file at ${settings.mappingFile}: no contract can be generated, status and links are still written back`,
          noted`Write one, beginning with examples/dealdraft.mapping.yaml or \`dealdraft mapping init\`, and name it in MAPPING_FILE.`,
        );
      }
      if (contracts.size > 0)
        return ok(
          noted`${settings.mappingFile} maps ${counted(contracts.size, noted`1 template`, noted`${contracts.size} templates`)}`,
        );
      return warn(
        noted`${settings.mappingFile} maps no template, so no contract can be generated`,
        noted`Add an entry under contracts; \`dealdraft mapping init\` writes one to begin with.`,
      );
    }),
    fileCheck('configuration.archive', archive, async ({ destinations }) =>
      ok(
        destinations.length === 0
          ? noted`no destination is named, so nothing is archived`
          : noted`destinations of ${settings.archiveFile}: ${destinations.map(({ name }) => name).join(', ')}`,
      ),
    ),
    fileCheck('configuration.identities', identities, async (known) =>
      ok(
        settings.identityFile === null
          ? noted`there is no identity table: people have the same address in both systems`
          : noted`${settings.identityFile} has ${counted(known.size, noted`1 person`, noted`${known.size} people`)}`,
      ),
    ),
    {
      name: 'callers.tokens',
      judge: by(settings.callerOrgs, () => async () => {
        const { openEnds } = settings;
        return openEnds.length === 0
          ? ok(noted`callers are told apart by keys or tokens meant for this server`)
          : warn(
              openEnds.join('; '),
              noted`Set what is named; docs/configuration.md, "Let callers in", says which of them your callers need.`,
            );
      }),
    },
  ];
}

/** A file whose mistakes are configuration, told with their places. */
function fileCheck<Value>(
  name: string,
  part: Part<Value>,
  judge: (value: Value) => ReturnType<Extract<Check['judge'], (...args: never[]) => unknown>>,
): Check {
  if ('value' in part) return { name, judge: () => judge(part.value) };
  if (part.toldBy !== name) return { name, judge: { toldBy: part.toldBy } };
  return {
    name,
    judge: async () =>
      fail(
        part.problems.join(' '),
        noted`Correct the file at these places; it is read anew at each start.`,
      ),
  };
}

export function counted(count: number, one: string, many: string): string {
  return count === 1 ? one : many;
}
