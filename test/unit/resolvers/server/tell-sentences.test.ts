import { getNamedType, GraphQLString, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { runInLanguage } from '../../../../src/domain/said.js';
import { buildGraphqlSchema } from '../../../../src/resolvers/server/graphql-schema.js';

/** What such fields are called that people read. */
const NAMES =
  /[Rr]easons?$|[Ee]rror$|[Cc]ause$|[Pp]roblem$|^message$|^difference$|^todo$|^seen$|^heldUpBy$|Blockers$/;
/** Of those, what people or SpotDraft wrote themselves. */
const OF_OTHERS = ['Recipient.declineReason', 'TermCheck.confirmedReason'];

const schema = buildGraphqlSchema();
const fields = Object.values(schema.getTypeMap()).flatMap((type) =>
  isObjectType(type) && !type.name.startsWith('__')
    ? Object.values(type.getFields()).map((field) => ({
        name: `${type.name}.${field.name}`,
        field,
      }))
    : [],
);

describe('fields that people read', () => {
  it('are marked as sentences, so that each is told in its reader’s language', () => {
    const unmarked = fields.filter(
      ({ field }) =>
        NAMES.test(field.name) &&
        getNamedType(field.type) === GraphQLString &&
        field.extensions.isSentence !== true,
    );
    expect(unmarked.map(({ name }) => name)).toEqual(OF_OTHERS);
  });

  it('are told in German what was noted in English, one by one', async () => {
    const tell = (name: string, parent: object) =>
      runInLanguage('de', async () => {
        const { field } = fields.find((each) => each.name === name)!;
        return field.resolve?.(parent, {}, {}, {} as never);
      });
    expect(await tell('UserError.message', { message: 'There is no delivery 7.' })).toBe(
      'Es gibt keine Zustellung 7.',
    );
    expect(await tell('Delivery.reason', { reason: null })).toBeNull();
    const reasons = ['Against it: the deal is closed and was not won.', 'Acme'];
    expect(await tell('LinkSuggestion.reasons', { reasons })).toEqual([
      'Dagegen spricht: Die Opportunity ist geschlossen und wurde nicht gewonnen.',
      'Acme',
    ]);
  });
});
