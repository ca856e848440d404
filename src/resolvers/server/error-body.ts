import { told } from '../../domain/said.js';

/** The shape of a GraphQL answer, so that a client reads every refusal in one way. */
export function errorBody(code: string, message: string) {
  return { errors: [{ message: told(message), extensions: { code } }] };
}
