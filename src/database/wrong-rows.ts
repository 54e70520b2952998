/** A statement of a write unit changed more or fewer rows than it must: the unit is rolled back. */
export class WrongRows extends Error {
  constructor(sql: string) {
    super(`other rows than there must be: ${sql}`);
  }
}
