/** A sentence the person who typed `npm start` can act on. */
export class LocalPostgresError extends Error {
  override readonly name = 'LocalPostgresError';
}
