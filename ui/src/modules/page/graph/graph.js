import execute from '@salesforce/apex/DealdraftController.execute';

/**
 * Asks the graph.
 * @returns the data, in which single fields may be null because their system is down
 * @throws Error with a message for people when there is nothing to show
 */
export async function ask(query, variables = {}) {
  const text = await execute({ query, variables: JSON.stringify(variables) });
  const { data, errors = [] } = JSON.parse(text);
  if (data === null || data === undefined) {
    throw new Error(errors[0]?.message ?? 'dealdraft can’t answer at the moment. Try again.');
  }
  return data;
}
