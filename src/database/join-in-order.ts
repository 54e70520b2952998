import type { EntityManager } from "typeorm";

/** The JOIN that reads tables in the order in which they are named, where a database would take one of its own. */
export const joinInOrder = ({ connection }: EntityManager): string =>
  connection.options.type === "mysql" ? "STRAIGHT_JOIN" : "CROSS JOIN";
