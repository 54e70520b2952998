import { z } from "zod";
import { principalOf } from "../../address";
import type { Principal, RoleMember } from "../upstream";

const kinds = { Person: "PERSON", Group: "GROUP", Application: "APPLICATION" } as const;
const types = { PERSON: "Person", GROUP: "Group", APPLICATION: "Application" } as const;

/** A member, without its role, which is in the request's path. */
export const memberAnswer = z
  .object({
    id: z.string().min(1).max(64),
    displayName: z.string().nullish(),
    userPrincipalName: z.string().min(1).max(254).nullish(),
    applicationId: z.string().min(1).max(64).nullish(),
    principalType: z.enum(["Person", "Group", "Application"]),
  })
  .refine(({ userPrincipalName, applicationId }) => Boolean(userPrincipalName) !== Boolean(applicationId))
  .transform(({ id, displayName, userPrincipalName, applicationId, principalType }): Omit<RoleMember, "role"> => {
    const email = userPrincipalName ? homeAddress(userPrincipalName) : null;
    const application = applicationId?.toLowerCase() ?? null;
    const name = (displayName?.trim() || (email ?? application ?? id)).slice(0, 256);
    return { memberId: id, kind: kinds[principalType], email, applicationId: application, displayName: name };
  });

/** The address of a guest, whose user principal name Entra makes of it: `ann_home.example#EXT#@tenant.example`. */
const homeAddress = (userPrincipalName: string): string =>
  userPrincipalName.replace(/^(.+)_([^_]+)#EXT#@.+$/i, "$1@$2");

/** All members in a role. An incomplete list is rejected. */
export const membersAnswer = z
  .object({ totalCount: z.number(), items: z.array(memberAnswer) })
  .refine(({ totalCount, items }) => items.length >= totalCount)
  .transform(({ items }) => items);

/** A principal in Partner Center's format. */
export function principalBody({ kind, email, applicationId, displayName }: Principal): object {
  const name = email === null ? { applicationId } : { userPrincipalName: email };
  return { displayName, principalType: types[kind], ...name };
}

/** Whether both are the same principal, however they are spelled. */
export function isSamePrincipal(one: Principal, other: Principal): boolean {
  return nameOf(one) === nameOf(other);
}

function nameOf({ email, applicationId }: Principal): string {
  return principalOf(email ?? applicationId!);
}
