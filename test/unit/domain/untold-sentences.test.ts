import { expect, it } from 'vitest';
import { ALL_FOLDERS, sourceTexts } from '../../support/sentences.js';
import type { SourceText } from '../../support/sentences.js';

/** Three words at least, and an end. */
function isSentence(text: string): boolean {
  return /^[\p{Lu}{"`]/u.test(text) && /[.!?]["”]?$/u.test(text) && text.split(' ').length > 2;
}

/** Where sentences are for programs, logs, terminals or the authors of files, who read English. */
const NOT_ON_SCREENS: readonly (readonly [why: string, where: RegExp])[] = [
  ['the catalogues themselves', /^domain\/texts\//],
  ['printed on a terminal', /^(?:cli|config)\//],
  ['printed on a terminal', /^app\/(?:check-archive|load-|store-copies|try-credentials)/],
  [
    'printed on a terminal',
    /^services\/(?:promotion\/|notices\/send-test|templates\/init-mapping)/,
  ],
  ['written to a chat, in the language of the mapping file', /^services\/notices\/causes\//],
  ['for the author of a file, with its place', /^(?:mapping|archive)\/file\//],
  ['documentation of the graph', /^schema\/|^resolvers\/server\/graphql-schema/],
  [
    'answers to programs that speak HTTP or GraphQL wrong',
    /^server\/(?:http-server|graphql-routes)/,
  ],
  ['answers to programs that speak HTTP or GraphQL wrong', /^live\/|^resolvers\/live\//],
  [
    'answers to programs that speak HTTP or GraphQL wrong',
    /^resolvers\/(?:entities|server\/(?:limits|operation-cost|persisted-operations|representations|text-excess))/,
  ],
  ['answers to programs that ask for readiness', /^telemetry\//],
  ['answers to SpotDraft', /^webhooks\/receive-delivery/],
  ['written to a neighbour', /graph-check-in|dropbox-properties|check-destination\.ts/],
  ['a store that can not be opened', /^store\//],
];

/** Faults of the program itself and of its start, log lines, and what describes the graph. */
const TO_NO_PERSON =
  /^(?:Error|super|ConfigError|GraphQLError|errors\.\w+|.*\blog\.\w+|Field|FieldResolver|Query|Mutation|Subscription|Arg)$/;

function isUntold({ file, text, isTagged, givenTo }: SourceText): boolean {
  return (
    !isTagged &&
    isSentence(text) &&
    !TO_NO_PERSON.test(givenTo) &&
    !NOT_ON_SCREENS.some(([, where]) => where.test(file))
  );
}

it('every sentence that may reach a screen is tagged, so that each language has it', () => {
  const texts = sourceTexts(ALL_FOLDERS);
  const untold = texts.filter(isUntold);
  expect(untold.map(({ file, line, text }) => `${file}:${line} ${text}`)).toEqual([]);
  // It would notice one.
  const [told] = texts.filter(({ isTagged, text }) => isTagged && isSentence(text));
  expect(isUntold({ ...told!, isTagged: false })).toBe(true);
});
