import { listWords } from 'c/dealdraftFormats';
import { say, texts } from 'c/dealdraftTexts';

/**
 * Who gets a contract and who signs it, as a form: pure functions from the server's draft and the person's entries.
 * `people` is what a person changed, `{ counterparties, signatories }`, each null while it is as the deal says. Entries have
 * the form in which `readDraft` gives them.
 */

export const UNCHANGED = { counterparties: null, signatories: null };

const NOBODY = { firstName: null, lastName: null, email: null };
const EMPTY_PARTY = {
  organizationName: null,
  organizationType: null,
  jurisdiction: null,
  partyRole: null,
  isIndividual: null,
  contact: NOBODY,
  address: null,
};

export function isChanged(people) {
  return people.counterparties !== null || people.signatories !== null;
}

/** As they are shown: a draft without a counterparty has an empty one to fill in. */
export function shownPeople(draft, people) {
  const drafted = draft.counterparties.length === 0 ? [EMPTY_PARTY] : draft.counterparties;
  return {
    counterparties: people.counterparties ?? drafted,
    signatories: people.signatories ?? draft.signatories,
  };
}

/** What `createContract` and `contractDraft` take; nothing where nothing was changed. */
export function toPeopleInput({ counterparties, signatories }) {
  return {
    ...(counterparties === null ? {} : { counterparties: counterparties.map(toPartyInput) }),
    ...(signatories === null ? {} : { signatories: signatories.map(toSignatoryInput) }),
  };
}

/** The server wants the three parts of a contact as texts, and says which of them it needs. */
function toPartyInput({ contact, address, isIndividual, ...names }) {
  const isAddress = Boolean(address?.line1 && address.city && address.country);
  return {
    ...withoutNulls(names),
    ...(isIndividual === null ? {} : { isIndividual }),
    ...(isAddress ? { address: withoutNulls(address) } : {}),
    contact: {
      firstName: contact.firstName ?? '',
      lastName: contact.lastName ?? '',
      email: contact.email ?? '',
    },
  };
}

function toSignatoryInput({ name, email, isCounterparty, ...rest }) {
  return { ...withoutNulls(rest), isCounterparty, name: name ?? '', email: email ?? '' };
}

function withoutNulls(parts) {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== null));
}

// Changes

/**
 * One part of a counterparty changed. Who signs is their contact more often than not: where the person has named the
 * signatories, the one that was this contact follows.
 */
export function withPartyPart({ counterparties, signatories }, index, path, value) {
  const before = counterparties[index];
  const [part, member] = path.split('.');
  const changed =
    member === undefined
      ? { ...before, [part]: value }
      : { ...before, [part]: { ...before[part], [member]: value } };
  return {
    counterparties: counterparties.map((party, at) => (at === index ? changed : party)),
    signatories: signatories?.map((one) => follow(one, before, changed)) ?? null,
  };
}

function follow(signatory, before, now) {
  const wasContact =
    signatory.isCounterparty &&
    signatory.email === before.contact.email &&
    (signatory.name ?? '') === (fullName(before.contact) ?? '');
  return {
    ...signatory,
    ...(wasContact ? { name: fullName(now.contact), email: now.contact.email } : {}),
    ...(signatory.counterpartyName !== null && signatory.counterpartyName === partyName(before)
      ? { counterpartyName: partyName(now) }
      : {}),
  };
}

/** The first change of them by hand; nobody is named yet where the workflow decides. */
export function ownSignatories(shown) {
  if (shown.signatories.length > 0) return shown.signatories;
  return shown.counterparties.map((party) => ({
    ...newSignatory(shown),
    name: fullName(party.contact),
    email: party.contact.email,
    isCounterparty: true,
    counterpartyName: partyName(party),
  }));
}

export function newSignatory({ signatories }) {
  return {
    name: null,
    email: null,
    title: null,
    note: null,
    order: isOrdered(signatories) ? signatories.length + 1 : null,
    isCounterparty: false,
    counterpartyName: null,
  };
}

export function isOrdered(signatories) {
  return signatories.some(({ order }) => order !== null);
}

/** One after the other, in the order in which they stand, or all at the same time. */
export function inOrder(signatories, isWanted) {
  return signatories.map((one, index) => ({ ...one, order: isWanted ? index + 1 : null }));
}

/** Whoever stands at `index` changes places with whoever is `step` further. */
export function moved(signatories, index, step) {
  const sorted = bySigningOrder(signatories);
  const target = index + step;
  if (target < 0 || target >= sorted.length) return signatories;
  [sorted[index], sorted[target]] = [sorted[target], sorted[index]];
  return inOrder(sorted, isOrdered(signatories));
}

export function withoutSignatory(signatories, index) {
  const rest = signatories.filter((_one, at) => at !== index);
  return inOrder(rest, isOrdered(signatories));
}

export function bySigningOrder(signatories) {
  return [...signatories].sort((a, b) => (a.order ?? 0) - (b.order ?? 0));
}

// Words

export function fullName({ firstName, lastName }) {
  const name = [firstName, lastName].filter(Boolean).join(' ').trim();
  return name === '' ? null : name;
}

export function partyName(party) {
  return party.isIndividual ? fullName(party.contact) : party.organizationName;
}

/** "Ada Lovelace (ada@acme.example) for Acme"; what is missing is left out. */
export function personWords(name, email, side = null) {
  const who =
    name !== null && email !== null
      ? say('people_named', { name, email })
      : (name ?? email ?? texts.people_somebody);
  return side === null ? who : say('people_forSide', { who, side });
}

/** Whom the new contract is sent to. */
export function receiversWords({ counterparties }) {
  const names = counterparties.map(({ contact }) => personWords(fullName(contact), contact.email));
  return listWords(names);
}

// Problems

const PART_LABELS = {
  organizationName: texts.people_organisation,
  'contact.firstName': texts.people_firstName,
  'contact.lastName': texts.people_lastName,
  'contact.email': texts.people_email,
  name: texts.people_name,
  email: texts.people_email,
  title: texts.people_title,
};
/** Whatever the mapping says of expressions, people are told what to enter. */
const NEEDED = {
  organizationName: texts.people_needOrganisation,
  'contact.firstName': texts.people_needFirstName,
  'contact.email': texts.people_needEmail,
  name: texts.people_needName,
  email: texts.people_needEmail,
};
const NO_ADDRESS = texts.people_noAddress;

export function isAboutPeople({ field }) {
  return field?.[0] === 'counterparties' || field?.[0] === 'signatories';
}

/** Of one counterparty or signatory: what is wrong with each part, and with the whole. */
function problemsOf(problems, list, index, { wholeWords, isGiven }) {
  const own = problems.filter(({ field }) => field?.[0] === list && field[1] === String(index));
  const parts = new Map();
  const whole = [];
  for (const problem of own) {
    const path = problem.field.slice(2).join('.');
    const said = wordsOf(problem, path, isGiven);
    if (PART_LABELS[path] !== undefined) parts.set(path, [...(parts.get(path) ?? []), said]);
    else whole.push(path === 'contact' ? wholeWords(problem.code) : said);
  }
  return { partsOf: (path) => parts.get(path) ?? [], whole: [...new Set(whole)] };
}

/** SpotDraft’s own words, and those about what a person gave, tell of no mapping. */
function wordsOf({ code, message }, path, isGiven) {
  if (code === 'SPOTDRAFT_REFUSED') return message;
  if (code === 'REQUIRED' && NEEDED[path] !== undefined) return NEEDED[path];
  if (/email$/.test(path)) return NO_ADDRESS;
  if (isGiven) return message;
  return texts.people_notWorkedOut;
}

function contactWords(code) {
  return code === 'REQUIRED' ? texts.people_noContact : texts.people_whichContact;
}

/** What is wrong with the lists as such. */
export function peopleNotes(problems) {
  return problems
    .filter((problem) => isAboutPeople(problem) && problem.field.length === 1)
    .map(({ field, code, message }) => {
      if (field[0] === 'counterparties' && code === 'REQUIRED') {
        return texts.people_noCounterparty;
      }
      return code === 'INVALID_VALUE' && field[0] === 'signatories'
        ? texts.people_orderNeedsOther
        : message;
    });
}

function fieldView(path, { value, isRequired, problems }) {
  return {
    key: path,
    path,
    field: {
      name: path,
      label: PART_LABELS[path],
      required: isRequired,
      input: 'TEXT',
      options: [],
      members: [],
    },
    value,
    problems: problems.map((message) => ({ field: null, code: 'INVALID_VALUE', message })),
  };
}

export function toPartyViews({ counterparties }, problems, isGiven) {
  return counterparties.map((party, index) => {
    const { partsOf, whole } = problemsOf(problems, 'counterparties', index, {
      wholeWords: contactWords,
      isGiven,
    });
    const fields = [
      ['organizationName', party.organizationName, true],
      ['contact.firstName', party.contact.firstName, true],
      ['contact.lastName', party.contact.lastName, false],
      ['contact.email', party.contact.email, true],
    ]
      .filter(([path]) => path !== 'organizationName' || !party.isIndividual)
      .map(([path, value, isRequired]) =>
        fieldView(path, { value, isRequired, problems: partsOf(path) }),
      );
    return {
      key: String(index),
      heading:
        counterparties.length === 1
          ? texts.people_whoGets
          : say('people_whoGetsRole', {
              role: party.partyRole ?? say('people_party', { number: index + 1 }),
            }),
      notes: whole,
      fields,
    };
  });
}

export function toSignatoryViews(shown, problems, isGiven) {
  const sides = sidesOf(shown);
  return bySigningOrder(shown.signatories).map((one, place, sorted) => {
    const index = shown.signatories.indexOf(one);
    const { partsOf, whole } = problemsOf(problems, 'signatories', index, {
      wholeWords: contactWords,
      isGiven,
    });
    return {
      key: String(index),
      place,
      number: one.order ?? place + 1,
      words: personWords(one.name, one.email, one.isCounterparty ? one.counterpartyName : null),
      notes: whole,
      fields: ['name', 'email', 'title'].map((path) =>
        fieldView(path, {
          value: one[path],
          isRequired: path !== 'title',
          problems: partsOf(path),
        }),
      ),
      side: {
        field: {
          name: 'side',
          label: texts.people_signsFor,
          required: true,
          input: 'CHOICE',
          options: sides,
          members: [],
        },
        value: sideOf(one, shown),
      },
      isFirst: place === 0,
      isLast: place === sorted.length - 1,
    };
  });
}

const OUR_SIDE = 'us';

function sidesOf({ counterparties }) {
  return [
    { label: texts.people_us, value: OUR_SIDE },
    ...counterparties.map((party, index) => ({
      label: partyName(party) ?? texts.people_otherSide,
      value: String(index),
    })),
  ];
}

function sideOf({ isCounterparty, counterpartyName }, { counterparties }) {
  if (!isCounterparty) return OUR_SIDE;
  const named = counterparties.findIndex((party) => partyName(party) === counterpartyName);
  return named === -1 && counterparties.length === 1 ? '0' : String(named);
}

export function withSide(signatory, side, { counterparties }) {
  if (side === null || side === OUR_SIDE) {
    return { ...signatory, isCounterparty: false, counterpartyName: null };
  }
  return {
    ...signatory,
    isCounterparty: true,
    counterpartyName: partyName(counterparties[Number(side)]),
  };
}
