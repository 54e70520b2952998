import { Refusal } from "../http/refusal";

/** The roles of Partner Center; their IDs are the same in every world. */
export const ROLES = [
  { id: "b2c6d6a0-6d0e-4f0a-9a53-0d4f6b8f0001", name: "Owner" },
  { id: "b2c6d6a0-6d0e-4f0a-9a53-0d4f6b8f0002", name: "Manager" },
  { id: "b2c6d6a0-6d0e-4f0a-9a53-0d4f6b8f0003", name: "Developer" },
  { id: "b2c6d6a0-6d0e-4f0a-9a53-0d4f6b8f0004", name: "BusinessContributor" },
  { id: "b2c6d6a0-6d0e-4f0a-9a53-0d4f6b8f0005", name: "FinancialContributor" },
  { id: "b2c6d6a0-6d0e-4f0a-9a53-0d4f6b8f0006", name: "Marketer" },
] as const;

/** Returns the role with that ID, or throws a 404 refusal. */
export function findRole(roleId: string): (typeof ROLES)[number] {
  const role = ROLES.find(({ id }) => id === roleId.toLowerCase());
  if (!role) throw new Refusal(404, 3404, `There is no role ${roleId}.`);
  return role;
}

/** Formats a list as Partner Center does. */
export function collection(items: readonly object[]): object {
  return { totalCount: items.length, items };
}
