import { InputError } from './errors.js';
import { noted } from './said.js';

/** For every text that no list gave out. */
export function notACursor(): InputError {
  return new InputError(noted`"after" is not a cursor of this API. Pass an endCursor as it came.`);
}

/** For a cursor that some list gave out, but not this one. */
export function cursorOfAnotherList(): InputError {
  return new InputError(
    noted`"after" belongs to another list, order or filter. Start that list without "after".`,
  );
}
