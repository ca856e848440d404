import type { AbstractValue } from './abstract-value.js';

/** The texts that an expression may give and that stand in the file, without blanks around them. */
export function fixedTexts(value: AbstractValue | undefined): readonly string[] {
  return [...(value?.literals.values() ?? [])].flatMap((literal) =>
    typeof literal === 'string' && literal.trim() !== '' ? [literal.trim()] : [],
  );
}
