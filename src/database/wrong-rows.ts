/** A statement of a write unit would have changed more rows than it must, or fewer: nothing of the unit happens. */
export class WrongRows extends Error {
  constructor(sql: string) {
    super(`other rows than there must be: ${sql}`);
  }
}
