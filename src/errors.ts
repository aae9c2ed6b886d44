/** An error that a person caused and can mend. Its message is for them: what happened and what to do. */
export class UserError extends Error {
  override name = 'UserError';
}
