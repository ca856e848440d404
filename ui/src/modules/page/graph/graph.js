import execute from '@salesforce/apex/DealdraftController.execute';
import { toRequestError } from 'c/dealdraftErrors';
import { texts } from 'c/dealdraftTexts';

/**
 * Asks the graph.
 * @returns the data, in which single fields may be null because their system is down
 * @throws Error with a message for people when there is nothing to show
 */
export async function ask(query, variables = {}) {
  const text = await execute({ query, variables: JSON.stringify(variables) });
  const { data, errors = [] } = JSON.parse(text);
  if (data === null || data === undefined) {
    throw errors[0] === undefined ? new Error(texts.page_noAnswer) : toRequestError(errors[0]);
  }
  return data;
}
