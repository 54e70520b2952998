import type Database from "better-sqlite3";

/** A principal with a role on a seller account, as Partner Center shows it. */
export interface RoleMember {
  id: string;
  displayName: string;
  userPrincipalName: string | null;
  applicationId: string | null;
  principalType: "Person" | "Group" | "Application";
  roleId: string;
}

/** The key of a principal: its lower-case address or application ID. */
export function principalOfMember(member: Pick<RoleMember, "userPrincipalName" | "applicationId">): string {
  return (member.userPrincipalName ?? member.applicationId ?? "").toLowerCase();
}

/** The members of each seller account's roles, in the order they were added. */
export function roleMemberStore(database: Database.Database) {
  const ofPublisher = database.prepare("SELECT document FROM role_members WHERE publisher_id = ? ORDER BY rowid");
  const held = database.prepare("SELECT 1 FROM role_members WHERE publisher_id = ? AND role_id = ? AND principal = ?");
  const insert = database.prepare(
    "INSERT INTO role_members (id, publisher_id, role_id, principal, document) VALUES (?, ?, ?, ?, ?)",
  );
  const remove = database.prepare("DELETE FROM role_members WHERE id = ?");
  return {
    list(publisherId: string): RoleMember[] {
      return (ofPublisher.all(publisherId) as { document: string }[]).map(
        (row) => JSON.parse(row.document) as RoleMember,
      );
    },
    holds(publisherId: string, member: RoleMember): boolean {
      return held.get(publisherId, member.roleId, principalOfMember(member)) !== undefined;
    },
    add(publisherId: string, member: RoleMember): void {
      insert.run(member.id, publisherId, member.roleId, principalOfMember(member), JSON.stringify(member));
    },
    remove: (id: string) => void remove.run(id),
  };
}
