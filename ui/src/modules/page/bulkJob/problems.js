import { isOfMapping } from 'c/dealdraftDraftModel';
import { refusalWords } from 'c/dealdraftErrors';
import { say, texts } from 'c/dealdraftTexts';

/** What a deal lacks for its contract, in words for whoever can mend the deal; an admin reads what the mapping says of it. */
export function problemWords(userErrors, template, isAdmin) {
  const words = (error) => {
    const isPlain = isAdmin || !isOfMapping(error);
    return isPlain ? refusalWords(error) : ofMapping(error, template);
  };
  return userErrors.map(words).join(' ');
}

function ofMapping({ field, code }, template) {
  const label = labelOf(field ?? [], template);
  if (label === null) return texts.bulk_notReady;
  return say(code === 'REQUIRED' ? 'bulk_required' : 'bulk_notFit', { label });
}

function labelOf([part, name], template) {
  switch (part) {
    case 'data':
      return template?.fields?.find((field) => field.name === name)?.label ?? null;
    case 'counterparties':
    case 'signatories':
      return texts.draft_people;
    case 'name':
      return texts.draft_name;
    default:
      return null;
  }
}
