import type { ErrorObject } from 'ajv';

const TYPES: Readonly<Record<string, string>> = {
  string: 'string',
  integer: 'integer',
  number: 'number',
  boolean: 'boolean',
  array: 'list',
  object: 'dictionary',
};

/** What a value does wrong, in the words the API has for it. */
export function messageOf({ keyword, params, message }: ErrorObject): string {
  switch (keyword) {
    case 'required':
      return 'Field required';
    case 'type': {
      const types = [params.type].flat().map(String);
      const [first = ''] = types.filter((type) => type !== 'null');
      return `Input should be a valid ${TYPES[first] ?? first}`;
    }
    case 'enum': {
      const options: unknown[] = Array.isArray(params.allowedValues) ? params.allowedValues : [];
      return `Input should be ${options.map((option) => `'${String(option)}'`).join(' or ')}`;
    }
    case 'maximum':
      return `Input should be less than or equal to ${String(params.limit)}`;
    case 'minimum':
      return `Input should be greater than or equal to ${String(params.limit)}`;
    case 'minLength':
      return params.limit === 1
        ? 'This field may not be blank.'
        : `Ensure this field has at least ${String(params.limit)} characters.`;
    case 'maxLength':
      return `Ensure this field has no more than ${String(params.limit)} characters.`;
    case 'minItems':
      return 'This list may not be empty.';
    case 'maxItems':
      return `Ensure this field has no more than ${String(params.limit)} elements.`;
    case 'format':
      return `Enter a valid ${String(params.format)}.`;
    case 'anyOf':
    case 'oneOf':
      return 'Input should fit one of the declared forms';
    default:
      return message ?? 'Invalid input.';
  }
}
