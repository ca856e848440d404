/** A refusal as the OAuth endpoints state it: an object, not the API's array. */
export class OAuthError extends Error {
  constructor(
    readonly code: string,
    readonly description: string,
  ) {
    super(description);
  }
}
