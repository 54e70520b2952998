import type { EntityManager } from "typeorm";

/** Returns the JOIN that reads tables in the order in which they are named, where a database might choose another. */
export const joinInOrder = ({ connection }: EntityManager): string =>
  connection.options.type === "mysql" ? "STRAIGHT_JOIN" : "CROSS JOIN";
