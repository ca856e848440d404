import type { DealWithContacts } from '../../src/connectors/crm.js';
import { parseContractId } from '../../src/domain/contract-id.js';
import type { Contract, KeyPointer } from '../../src/domain/contract.js';
import { toOpportunityId } from '../../src/domain/opportunity-id.js';
import type { OpportunityId } from '../../src/domain/opportunity-id.js';
import type { Opportunity } from '../../src/domain/opportunity.js';
import type { Recipient } from '../../src/domain/recipient.js';

/** A contract without a deal, what the store may know of it, and whose it really is. */
export interface MadeOrphan {
  readonly kind: string;
  readonly contract: Contract;
  readonly recipients: readonly Recipient[] | null;
  readonly keyPointers: readonly KeyPointer[] | null;
  /** Null: the CRM has no deal for it. */
  readonly deal: OpportunityId | null;
}

export interface OrphanSet {
  readonly deals: readonly DealWithContacts[];
  readonly orphans: readonly MadeOrphan[];
}

/** Account names as they differ in life: subsidiaries, near names, umlauts, one word in common, several spellings. */
const ACCOUNTS: readonly (readonly [name: string, site: string | null, asSigned: string])[] = [
  [
    'Northgate Systems Inc.',
    'https://www.northgate-systems.example',
    'Northgate Systems, Incorporated',
  ],
  ['Northgate Solutions LLC', 'northgatesolutions.example', 'NORTHGATE SOLUTIONS L.L.C.'],
  ['Müller Maschinenbau GmbH & Co. KG', 'www.mueller-maschinen.example', 'Mueller Maschinenbau'],
  ['Müller Medien AG', 'mueller-medien.example', 'Muller Medien AG'],
  ['Acme Deutschland GmbH', 'acme.example', 'ACME Deutschland G.m.b.H.'],
  ['Acme France SAS', 'acme.example', 'Acme France S.A.S.'],
  ['Acme, Inc.', 'acme.example', 'Acme Incorporated'],
  ['Acme Robotics Holding B.V.', 'acme-robotics.example', 'Acme Robotics BV'],
  ['Société Générale de Façades S.A.', 'sgf.example', 'Societe Generale de Facades SA'],
  ['Blue Stone Capital Partners', 'bluestone-capital.example', 'Bluestone Capital Partners LLP'],
  ['Bluewater Capital Partners', 'bluewater.example', 'Bluewater Capital Partners LP'],
  ['Øresund Shipping A/S', 'oresund-shipping.example', 'Oresund Shipping AS'],
  ['Tata Infra Pvt Ltd', 'tatainfra.example', 'Tata Infra Private Limited'],
  ['Tata Interiors Pvt Ltd', 'tatainteriors.example', 'Tata Interiors (P) Ltd.'],
  ['Data Dog Walkers Ltd', null, 'Datadog Walkers Limited'],
  ['First National Bank', 'fnb.example', 'First National Bank, N.A.'],
  ['First Regional Bank', 'frb.example', 'First Regional Bank'],
  ['Łódź Textiles Sp. z o.o.', 'lodz-textiles.example', 'Lodz Textiles sp. z o.o.'],
  ['Grupo Almería S.A. de C.V.', 'grupoalmeria.example', 'Grupo Almeria SA de CV'],
  ['Kyoto Optics K.K.', 'kyoto-optics.example', 'Kyoto Optics'],
  ['株式会社日立商店', 'hitachi-shoten.example', '日立商店'],
  ['Pacific Rim Logistics Pte. Ltd.', 'pacrim.example', 'Pacific Rim Logistics Pte Ltd'],
  ['Pacific Ridge Logistics Pty Ltd', 'pacridge.example', 'Pacific Ridge Logistics Pty. Ltd.'],
  ['The Harbour Company', 'harbour.example', 'Harbour Co.'],
  ["O'Neill & Sons Ltd", 'oneill.example', 'ONeill and Sons Limited'],
  ['Vereinigte Stahlwerke AG', 'vst.example', 'Vereinigte Stahlwerke Aktiengesellschaft'],
  ['Zephyr Aero SpA', 'zephyraero.example', 'Zephyr Aero S.p.A.'],
  ['Zephyr Air SpA', 'zephyrair.example', 'Zephyr Air S.p.A.'],
  ['Meridian Health Group', 'meridianhealth.example', 'Meridian Health'],
  ['Meridian Foods Group', 'meridianfoods.example', 'Meridian Foods'],
];
const PROJECTS = [
  'Platform expansion',
  'Pilot',
  'Data residency',
  'Seat expansion',
  'Analytics add-on',
];
const PAPERS = ['Order Form', 'Master Services Agreement', 'Mutual NDA', 'Statement of Work'];
const OWNERS = ['Priya Raman', 'Tom Keller', 'Helena Brandt', 'Marcus Oyelaran'];
const DAY_MS = 24 * 60 * 60_000;
const NOON = Date.parse('2026-03-01T12:00:00Z');
const STRANGERS = [
  'Harborview Dental',
  'Quantum Bakery GmbH',
  'Acorn Realty',
  'Norgate Sistemas',
  'Acmella Labs',
];

/** A set that is the same each time: accounts with five deals each, and several contracts of each that lost their deal. */
export function makeOrphanSet(seed = 1): OrphanSet {
  const random = lcg(seed);
  const deals = ACCOUNTS.flatMap((account, index) =>
    PROJECTS.map((project, nth) => makeDeal(account, index, project, nth, random)),
  );
  let number = 70_000;
  const make = (kind: string, made: Partial<Contract>, rest: Partial<MadeOrphan>): MadeOrphan => {
    number += 1;
    return {
      kind,
      recipients: null,
      keyPointers: null,
      deal: null,
      ...rest,
      contract: { ...blank(number), ...made },
    };
  };
  const orphans = ACCOUNTS.flatMap(([, site, asSigned], index) =>
    PROJECTS.flatMap((project, nth) => {
      const deal = deals[index * PROJECTS.length + nth]!;
      const { opportunity } = deal;
      const paper = PAPERS[nth % PAPERS.length]!;
      const base = {
        createdAt: new Date(
          Date.parse(opportunity.closeDate!) - Math.floor(random() * 30 - 8) * DAY_MS,
        ).toISOString(),
        createdBy: opportunity.owner!.email,
        status:
          opportunity.isClosed && !opportunity.isWon ? ('VOIDED' as const) : ('EXECUTED' as const),
      };
      const truth = { deal: opportunity.id };
      const variants = [
        () =>
          make(
            'project in its name',
            { ...base, name: `${paper} - ${asSigned} - ${project}`, counterpartyName: asSigned },
            truth,
          ),
        () =>
          make(
            'amount among key pointers',
            {
              ...base,
              createdBy: null,
              name: `${paper} - ${asSigned}`,
              counterpartyName: asSigned,
            },
            { ...truth, keyPointers: [total(opportunity)] },
          ),
        () =>
          make(
            'close date and owner',
            { ...base, name: `${paper} - ${asSigned}`, counterpartyName: asSigned },
            truth,
          ),
        () =>
          make(
            'trade name, recipients',
            { ...base, name: paper, counterpartyName: `Trade name ${index}` },
            {
              ...truth,
              recipients: [
                recipient('jo@gmail.com'),
                recipient(site === null ? deal.contactEmails[0]! : `legal@${domainOf(site)}`),
              ],
              keyPointers: [total(opportunity)],
            },
          ),
        () =>
          make(
            'number of the deal',
            {
              ...base,
              createdBy: null,
              name: `${paper} ${opportunity.name.split(' ').at(-1)}`,
              counterpartyName: asSigned,
            },
            truth,
          ),
        () =>
          make(
            'slip of the pen',
            {
              ...base,
              name: `${paper} ${project}`,
              counterpartyName: withSlip(asSigned),
            },
            truth,
          ),
      ];
      return [
        variants[(index + nth) % variants.length]!(),
        variants[(index + nth + 3) % variants.length]!(),
      ];
    }),
  );
  const strangers = STRANGERS.map((name) =>
    make('no deal', { name: `Order Form - ${name}`, counterpartyName: name }, {}),
  );
  return { deals, orphans: [...orphans, ...strangers] };
}

function makeDeal(
  [name, site]: (typeof ACCOUNTS)[number],
  index: number,
  project: string,
  nth: number,
  random: () => number,
): DealWithContacts {
  // One owner has several deals of an account.
  const owner = OWNERS[(index + (nth >> 1)) % OWNERS.length]!;
  const closes = NOON + (index * 3 + nth * 30) * DAY_MS;
  const id = toOpportunityId(`006AA${String(index * 10 + nth).padStart(10, '0')}`)!;
  const isClosed = nth === 1;
  return {
    contactEmails: [
      `contact${index}@${site === null ? `walkers${index}.example` : domainOf(site)}`,
    ],
    opportunity: {
      id,
      name: `${name.split(/[ ,]/)[0]} - ${project} OPP-${3_000 + index * 10 + nth}`,
      stageName: 'Negotiation',
      amount: { value: 1_000 * Math.floor(5 + random() * 400) + nth, currency: 'EUR' },
      closeDate: new Date(closes).toISOString().slice(0, 10),
      probability: 50,
      isClosed,
      isWon: isClosed && index % 2 === 0,
      owner: {
        id: `005${index}`,
        name: owner,
        email: `${owner.toLowerCase().replace(' ', '.')}@seller.example`,
      },
      account: {
        id: `001AA${String(index).padStart(10, '0')}AAA`,
        name,
        website: site,
        industry: null,
        billingAddress: null,
      },
      url: `https://crm.example/${id}`,
      createdAt: new Date(closes - 120 * DAY_MS).toISOString(),
      updatedAt: new Date(closes).toISOString(),
    },
  };
}

export function blank(number: number): Contract {
  return {
    id: parseContractId(`T-${number}`),
    name: 'Contract',
    status: 'EXECUTED',
    kind: null,
    type: { id: '302', name: 'Order Form' },
    referenceId: `T-${number}`,
    counterpartyName: null,
    createdBy: null,
    createdAt: new Date(NOON).toISOString(),
    url: 'https://spotdraft.example/',
    externalMetadata: null,
    opportunityId: null,
  };
}

export function recipient(email: string): Recipient {
  return {
    id: '1',
    type: 'SIGNATORY',
    name: null,
    email,
    title: null,
    order: null,
    status: null,
    signedAt: null,
    declined: false,
    declineReason: null,
  };
}

function total({ amount }: Opportunity): KeyPointer {
  return {
    id: '1',
    name: 'total_contract_value',
    label: 'Total contract value',
    value: { type: amount!.currency, value: amount!.value },
  };
}

function domainOf(site: string): string {
  return site.replace(/^https?:\/\//, '').replace(/^www\./, '');
}

/** One letter in the middle of the longest word is another one. */
function withSlip(name: string): string {
  if (/\p{Script=Han}/u.test(name)) return name;
  const longest = name.split(/\s/).toSorted((a, b) => b.length - a.length)[0]!;
  const at = Math.floor(longest.length / 2);
  return name.replace(longest, `${longest.slice(0, at)}x${longest.slice(at + 1)}`);
}

function lcg(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}
