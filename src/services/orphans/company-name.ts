import { distance } from 'fastest-levenshtein';

/**
 * What is written behind, or around, the name of a company in one country or another and says nothing of which one it is.
 * As `foldedWords` writes them.
 */
const LEGAL_FORMS = new Set(
  `inc incorporated corp corporation co company llc llp lp lllp pllc plc ltd limited pc pbc cic
  na p aktiengesellschaft gesellschaft
  gmbh mbh ggmbh ag kg kgaa ohg ug gbr ev eg se kgaa haftungsbeschrankt
  sa sas sasu sarl sarlu eurl snc sca scs scop srl srls spa sapa sapi sl slu slp sau sab slne cb
  bv nv vof cv bvba cvba sprl scrl vzw asbl
  ab hb kb as asa aps ivs is oy oyj ky ks ans da ehf hf ou
  spzoo sp zoo sro doo dd ad ood eood ead kft zrt nyrt bt rt uab sia
  ltda eireli epp sadecv srldecv decv derl
  pty pvt private pte sdn bhd berhad tbk kk gk yk jsc ojsc cjsc pjsc
  ооо оао зао пао ао тоо ип ooo oao zao pao тов
  lda unipessoal tic san sti anonim sirketi fze fzco fzc fzllc dmcc wll bsc saog saoc psc qsc ksc`.split(
    /\s+/,
  ),
);
/** Of these, what is no word of any name, wherever it stands: "Acme GmbH Deutschland". */
const FORMS_ANYWHERE = new Set(
  `inc incorporated corp corporation llc llp plc ltd limited gmbh mbh ggmbh kgaa haftungsbeschrankt sarl eurl bv
  bvba pty pvt pte sdn bhd berhad jsc ojsc pjsc ооо оао зао пао ltda spzoo sro`.split(/\s+/),
);
/** What may stand before a name. */
const FORMS_BEFORE = new Set('the pt firma ooo oao zao pao ооо оао зао пао ао тов'.split(' '));
/** Words that say what kind of paper, or of deal, it is. */
const PAPER_WORDS = new Set(
  `contract agreement order form msa nda sow dpa sla mou loi addendum amendment annex schedule exhibit statement work
  master service services mutual non disclosure license licence subscription purchase sales saas vertrag auftrag
  rahmenvertrag contrat contrato draft final copy version signed executed renewal new business deal opportunity v1 v2
  v3 template`.split(/\s+/),
);
const FORMS_WITHOUT_SPACES =
  /株式会社|有限会社|合同会社|有限责任公司|股份有限公司|有限公司|주식회사|유한회사/gu;

/** Words that many names have, by how much they tell. */
const WORD_WEIGHTS: ReadonlyMap<string, number> = new Map([
  ...weighted(
    0.05,
    'and of the for de der die das und et la le les du des el los y e i di do da van von',
  ),
  ...weighted(
    0.35,
    `group groupe gruppe gruppo grupo holding holdings international global worldwide solutions solution services
    service systems system technologies technology tech software consulting partners partner enterprises enterprise
    industries industrie industry ventures capital labs lab digital media management trading operations associates
    network networks products company companies business logistics education analytics semiconductors hospitality
    drilling diagnostics architects telecom telecommunications energy bank banking insurance health healthcare medical
    pharma pharmaceuticals foods food water legal foundation university school college hospital hospitals motors
    automotive airlines steel chemicals chemical construction engineering electronics retail security data cloud
    design studio studios finance financial investments investment properties realty estate transport shipping travel
    hotels restaurants agency research institute traders manufacturing materials mining oil gas power robotics`,
  ),
  ...weighted(
    0.6,
    `deutschland germany france italia italy espana spain nederland netherlands belgium austria schweiz switzerland
    uk britain ireland usa us america americas europe emea apac asia pacific india canada mexico brasil brazil japan
    china korea singapore australia nordic nordics north south east west northern southern eastern western`,
  ),
]);

/** Letters that Unicode does not take apart. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

const LONGEST_NAME = 300;
/** Words that differ by more than this share of their letters are different words. */
const SAME_WORD = 0.75;
const SAME_NAME = 0.9;
/** Shorter ones differ by one letter when they are different words. */
const SHORTEST_MISSPELT = 5;

/**
 * The words of a text as they compare: without case, accents, punctuation and the width of letters. Letters with dots
 * between them are one word: `B.V.` is `bv`, `S. p. A.` is `spa`.
 */
export function foldedWords(text: string): readonly string[] {
  const plain = text
    .slice(0, LONGEST_NAME)
    .toWellFormed()
    .normalize('NFC')
    .replace(FORMS_WITHOUT_SPACES, ' ')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[ßøæœłđðþı]/gu, (letter) => LETTERS[letter] ?? letter)
    .replace(/\p{M}/gu, '')
    .replace(/['’`´]/gu, '')
    .replace(/[&+]/gu, ' and ');
  const words = plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  return joinLetters(words);
}

/** The same words as they are written, for a CRM that tells accents apart. */
export function writtenWords(name: string): readonly string[] {
  const core = companyWords(name);
  return name
    .slice(0, LONGEST_NAME)
    .toWellFormed()
    .normalize('NFC')
    .replace(FORMS_WITHOUT_SPACES, ' ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => {
      const folded = foldedWords(word).join('');
      return folded !== '' && core.some((each) => each.includes(folded));
    });
}

/** Single letters in a row are an abbreviation: `s a s`. */
function joinLetters(words: readonly string[]): readonly string[] {
  const joined: string[] = [];
  let letters = '';
  const flush = () => {
    if (letters !== '') joined.push(letters);
    letters = '';
  };
  for (const word of words) {
    if (/^\p{L}$/u.test(word)) {
      letters += word;
      continue;
    }
    flush();
    joined.push(word);
  }
  flush();
  return joined;
}

/** The words of a company's name without its legal form; all of them where nothing else is left. */
export function companyWords(name: string): readonly string[] {
  const words = foldedWords(name);
  let core = words.filter((word) => !FORMS_ANYWHERE.has(word));
  while (core.length > 0 && isForm(core.at(-1))) core = core.slice(0, -1);
  while (core.length > 0 && FORMS_BEFORE.has(core[0] ?? '')) core = core.slice(1);
  return core.length === 0 ? words : core;
}

function isForm(word: string | undefined): boolean {
  return word !== undefined && (LEGAL_FORMS.has(word) || word === 'and' || word === 'de');
}

/** How much a word tells of whose name it is. */
export function weightOf(word: string): number {
  return (WORD_WEIGHTS.get(word) ?? 1) * Math.min(word.length, 10);
}

/** Whether it says what kind of paper, or of deal, something is. */
export function isPaperWord(word: string): boolean {
  return PAPER_WORDS.has(word);
}

/** Whether many names have this word. */
export function isCommonWord(word: string): boolean {
  return WORD_WEIGHTS.has(word);
}

/** A company's name as it compares. */
export interface CompanyName {
  readonly words: readonly string[];
  /** `Müller` is written `Muller`, and `Mueller` too: here both are `muller`. The same list where there is nothing to shorten. */
  readonly shortWords: readonly string[];
  /** All of them in one, with and without spaces. */
  readonly phrase: string;
  readonly glued: string;
}

export function companyName(name: string): CompanyName {
  const words = companyWords(name);
  const short = words.map((word) => word.replace(/([aou])e/gu, '$1'));
  const isSame = short.every((word, index) => word === words[index]);
  return {
    words,
    shortWords: isSame ? words : short,
    phrase: words.join(' '),
    glued: words.join(''),
  };
}

/** How alike two companies' names are, 0 to 1, legal forms aside; the same whichever comes first. */
export function nameSimilarity(one: CompanyName, other: CompanyName): number {
  if (one.glued === '' || other.glued === '') return 0;
  if (one.phrase === other.phrase) return 1;
  const asWritten = similarityOf(one.words, other.words);
  const isShorter = one.shortWords !== one.words || other.shortWords !== other.words;
  if (isShorter && one.shortWords.join(' ') === other.shortWords.join(' ')) return 1;
  const glued = one.glued === other.glued ? 0.98 : gluedLikeness(one.glued, other.glued);
  return Math.max(glued, asWritten, isShorter ? similarityOf(one.shortWords, other.shortWords) : 0);
}

/** A space more or less, and a slip besides. */
function gluedLikeness(one: string, other: string): number {
  const isLong = Math.min(one.length, other.length) >= 2 * SHORTEST_MISSPELT;
  return isLong ? 0.97 * likenessFrom(SAME_NAME, one, other) : 0;
}

function similarityOf(a: readonly string[], b: readonly string[]): number {
  return mayShareWord(a, b) ? wordOverlap(a, b) : 0;
}

/** Nearly all names are told apart by the lengths of their words and one letter: that is quick. */
function mayShareWord(a: readonly string[], b: readonly string[]): boolean {
  return a.some((one) => b.some((other) => wordLikeness(one, other) > 0));
}

/** Dice's measure over words, each by its weight and by how well it is met on the other side. */
export function wordOverlap(a: readonly string[], b: readonly string[]): number {
  const total = sum([...a, ...b].map(weightOf));
  return total === 0 ? 0 : (metBy(a, b) + metBy(b, a)) / total;
}

function metBy(words: readonly string[], others: readonly string[]): number {
  return sum(
    words.map(
      (word) => weightOf(word) * Math.max(0, ...others.map((other) => wordLikeness(word, other))),
    ),
  );
}

/** 1 for the same word, less for one with a slip of the pen, 0 for another. Numbers have no slips. */
export function wordLikeness(one: string, other: string): number {
  if (one === other) return 1;
  if (Math.min(one.length, other.length) < SHORTEST_MISSPELT) return 0;
  // Slips are rarely in the first letter and the last.
  if (one[0] !== other[0] && one.at(-1) !== other.at(-1)) return 0;
  if (/\d/u.test(one) || /\d/u.test(other)) return 0;
  return likenessFrom(SAME_WORD, one, other);
}

/** Which share of the letters two texts have in common; 0 below `least`. */
function likenessFrom(least: number, one: string, other: string): number {
  const longer = Math.max(one.length, other.length, 1);
  // Nearly all pairs are told apart by this already.
  if (Math.abs(one.length - other.length) > (1 - least) * longer) return 0;
  const like = 1 - distance(one, other) / longer;
  return like >= least ? like : 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

function weighted(weight: number, words: string): readonly (readonly [string, number])[] {
  return words.split(/\s+/).map((word) => [word, weight] as const);
}
