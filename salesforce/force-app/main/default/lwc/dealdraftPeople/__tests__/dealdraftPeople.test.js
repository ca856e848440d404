import {
  UNCHANGED,
  inOrder,
  moved,
  ownSignatories,
  peopleNotes,
  receiversWords,
  shownPeople,
  toPartyViews,
  toPeopleInput,
  toSignatoryViews,
  withPartyPart,
  withSide,
  withoutSignatory,
} from 'c/dealdraftPeople';
import { partyAnswer, signatoryAnswer } from 'jest-support/graph';

const ADA = partyAnswer();
const NOBODY = { firstName: null, lastName: null, email: null };
const PRIYA = signatoryAnswer({ order: 2 });
const ADA_SIGNS = signatoryAnswer({
  name: 'Ada Byron',
  email: 'ada@acme.example',
  order: 1,
  isCounterparty: true,
  counterpartyName: 'Acme Inc.',
});
const DRAFT = { counterparties: [ADA], signatories: [PRIYA, ADA_SIGNS] };

function problem(code, message, ...field) {
  return { field, code, message };
}

it('gives nothing for whom nobody changed, and all of a list that somebody did', () => {
  expect(toPeopleInput(UNCHANGED)).toEqual({});
  expect(toPeopleInput({ counterparties: [ADA], signatories: null })).toEqual({
    counterparties: [
      {
        organizationName: 'Acme Inc.',
        organizationType: 'company',
        jurisdiction: 'US',
        isIndividual: false,
        contact: { firstName: 'Ada', lastName: 'Byron', email: 'ada@acme.example' },
      },
    ],
  });
  expect(toPeopleInput({ counterparties: null, signatories: [signatoryAnswer({ email: null })] }))
    // The server says that an address is missing; here it only has to be a text.
    .toEqual({ signatories: [{ name: 'Priya Raman', email: '', isCounterparty: false }] });
});

it('gives an address only as a whole', () => {
  const address = { line1: '1 Main St', line2: null, city: 'Boston', state: null, zipcode: null };
  const given = (country) =>
    toPeopleInput({
      counterparties: [partyAnswer({ address: { ...address, country } })],
      signatories: null,
    }).counterparties[0].address;
  expect(given('US')).toEqual({ line1: '1 Main St', city: 'Boston', country: 'US' });
  expect(given(null)).toBeUndefined();
});

it('has an empty row where the deal names nobody', () => {
  const { counterparties } = shownPeople({ counterparties: [], signatories: [] }, UNCHANGED);
  expect(counterparties).toHaveLength(1);
  expect(counterparties[0].contact).toEqual(NOBODY);
  expect(toPeopleInput({ counterparties, signatories: null }).counterparties[0]).toEqual({
    contact: { firstName: '', lastName: '', email: '' },
  });
});

it('says in plain words what is missing, whatever the mapping says of its expressions', () => {
  const shown = shownPeople(
    { counterparties: [partyAnswer({ contact: NOBODY })], signatories: [] },
    UNCHANGED,
  );
  const quoting =
    'Counterparty 1 needs a contact, but OpportunityContactRoles[IsPrimary] found none.';
  const [view] = toPartyViews(
    shown,
    [
      problem('REQUIRED', quoting, 'counterparties', '0', 'contact'),
      problem('REQUIRED', 'x $y', 'counterparties', '0', 'contact', 'firstName'),
      problem('INVALID_VALUE', 'x $y', 'counterparties', '0', 'contact', 'email'),
      problem('INVALID_VALUE', 'x $y', 'counterparties', '0', 'jurisdiction'),
    ],
    false,
  );
  expect(view.notes[0]).toBe('The deal names no contact. Say who gets the contract.');
  expect(view.notes[1]).toContain('ask your Salesforce admin');
  const said = view.fields.flatMap(({ problems }) => problems.map(({ message }) => message));
  expect(said).toEqual([
    'Enter the first name.',
    'This is no e-mail address. Enter one such as name@company.com.',
  ]);
  expect(JSON.stringify(view)).not.toMatch(/\$y|IsPrimary/);
});

it('keeps SpotDraft’s own words', () => {
  const [view] = toPartyViews(
    shownPeople(DRAFT, UNCHANGED),
    [
      problem(
        'SPOTDRAFT_REFUSED',
        'SpotDraft: Blocked.',
        'counterparties',
        '0',
        'contact',
        'email',
      ),
    ],
    false,
  );
  expect(view.fields.at(-1).problems[0].message).toBe('SpotDraft: Blocked.');
});

it('asks a person for no organisation', () => {
  const [view] = toPartyViews({ counterparties: [partyAnswer({ isIndividual: true })] }, [], false);
  expect(view.fields.map(({ path }) => path)).not.toContain('organizationName');
});

it('lists signatories in the order in which they sign, each for a side', () => {
  const views = toSignatoryViews(shownPeople(DRAFT, UNCHANGED), [], false);
  expect(views.map(({ words }) => words)).toEqual([
    'Ada Byron (ada@acme.example) for Acme Inc.',
    'Priya Raman (priya@meridian.example)',
  ]);
  expect(views.map(({ side }) => side.value)).toEqual(['0', 'us']);
  // A problem finds its signatory by the place in the list that was sent.
  const [ada] = toSignatoryViews(
    shownPeople(DRAFT, UNCHANGED),
    [problem('REQUIRED', 'x', 'signatories', '1', 'email')],
    true,
  );
  expect(ada.fields[1].problems[0].message).toBe('Enter an e-mail address.');
});

it('takes the contact along to the one who signs as it', () => {
  const people = { counterparties: [ADA], signatories: [ADA_SIGNS, PRIYA] };
  const changed = withPartyPart(people, 0, 'contact.email', 'ada@new.example');
  expect(changed.counterparties[0].contact.email).toBe('ada@new.example');
  expect(changed.signatories.map(({ email }) => email)).toEqual(['ada@new.example', PRIYA.email]);
  const renamed = withPartyPart(people, 0, 'organizationName', 'Acme Ltd.');
  expect(renamed.signatories[0].counterpartyName).toBe('Acme Ltd.');
});

it('moves, orders and removes those who sign', () => {
  const names = (list) => list.map(({ name, order }) => `${name} ${order}`);
  expect(names(moved([PRIYA, ADA_SIGNS], 0, 1))).toEqual(['Priya Raman 1', 'Ada Byron 2']);
  expect(moved([PRIYA], 0, -1)).toEqual([PRIYA]);
  expect(names(inOrder([PRIYA, ADA_SIGNS], false))).toEqual(['Priya Raman null', 'Ada Byron null']);
  expect(names(withoutSignatory([PRIYA, ADA_SIGNS], 0))).toEqual(['Ada Byron 1']);
});

it('begins with the contacts where SpotDraft was to decide who signs', () => {
  const [only] = ownSignatories({ counterparties: [ADA], signatories: [] });
  expect(only).toMatchObject({ name: 'Ada Byron', isCounterparty: true, order: null });
  expect(withSide(only, 'us', { counterparties: [ADA] })).toMatchObject({
    isCounterparty: false,
    counterpartyName: null,
  });
  expect(withSide(PRIYA, '0', { counterparties: [ADA] }).counterpartyName).toBe('Acme Inc.');
});

it('says whom it goes to, and what is wrong with the list as such', () => {
  const two = {
    counterparties: [ADA, partyAnswer({ contact: { ...NOBODY, email: 'x@y.example' } })],
  };
  expect(receiversWords(two)).toBe('Ada Byron (ada@acme.example) and x@y.example');
  expect(
    peopleNotes([
      problem('REQUIRED', 'x', 'counterparties'),
      problem('INVALID_VALUE', 'x', 'signatories'),
      problem('INVALID_INPUT', 'Too many.', 'signatories'),
      problem('REQUIRED', 'x', 'counterparties', '0', 'contact'),
    ]),
  ).toEqual([
    'A contract needs somebody whom it is made with. Say who gets it.',
    'An order of signing needs somebody who signs for the other side.',
    'Too many.',
  ]);
});
