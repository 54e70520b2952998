import type { AccountUser } from "../../entities/account-user";
import type { MpnMembership } from "../../entities/mpn-membership";
import type { Refusal } from "../../entities/refusal";
import { WorkEmailUnusableReason, type PartnerCenterRole } from "../../entities/words";
import { sellerOf } from "../account/seller-rules";
import { parseAddress, principalOf, type Address } from "../address";
import { UpstreamRejected } from "../faults";
import { badText } from "../fields";
import type { Context } from "../graphql/context";
import type { KeyedInput } from "../idempotency";
import { effectId, newId } from "../ids";
import { effectiveMpnId } from "../migration/answers-rules";
import { weighWorkEmail } from "../tenant/ask-work-email";
import { isRefusal } from "../tenant/work-email-rules";
import { changeAccount, type ChangeResult } from "./change-account";
import { admittedTenants } from "./change-rules";
import type { ManagedAccount } from "./managed-account";
import { newUser } from "./new-user-rules";
import { putStandingBack } from "./put-standing-back";
import { recordChange, type Standing } from "./record-change";

/** The user to add, as a client sends it. */
export interface NewUser extends KeyedInput {
  email: string;
  displayName?: string | null;
  role: PartnerCenterRole;
}

const path = ["input", "email"];
/** Partner Center's code for an address that it does not admit. */
const notAdmitted = "3400";

/** Adds a user in Partner Center. */
export function addUser(context: Context, accountId: string | null, input: NewUser): Promise<ChangeResult> {
  const { upstream, clock } = context.services;
  const given = parseAddress(input.email);
  const principal = principalOf(input.email);
  const name = input.displayName?.trim() || null;
  const begun = clock.now();
  return changeAccount<Standing>(context, {
    mutation: "addAccountUser",
    accountId,
    input,
    malformed: [
      ...(given ? [] : [{ path, message: "field.email" }]),
      ...(input.displayName == null ? [] : badText(["input", "displayName"], input.displayName, 256)),
    ],
    user: { principal },
    reserve: ({ users }) => alreadyAdded(users, principal),
    call: async (seen) => {
      const refusal = await judge(context, seen, given!);
      if (refusal) return refusal;
      const email = given!.address;
      const person = { kind: "PERSON" as const, email, applicationId: null, displayName: name ?? email };
      const requestId = effectId(
        "add-user",
        seen.account.id,
        principal,
        input.role,
        String(seen.account.eventCount),
        String(begun),
      );
      try {
        const { memberId } = await upstream.partnerCenter.addMember(sellerOf(seen), input.role, person, { requestId });
        return { role: input.role, memberId };
      } catch (error) {
        if (!(error instanceof UpstreamRejected && error.code === notAdmitted)) throw error;
        const emailReason = WorkEmailUnusableReason.UNKNOWN_DOMAIN;
        return { __typename: "WorkEmailUnusable", path, emailReason, answer: email };
      }
    },
    record: async (now, standing, actor, tx) => {
      const refusal = alreadyAdded(now.users, principal);
      if (refusal) return refusal;
      const present = now.users.find((user) => user.principal === principal);
      const at = clock.now();
      const user = present ?? newUser(now.account, { principal, email: given!.address, name }, newId(at), at);
      if (name) user.name = name;
      await recordChange(tx, now, user, standing, actor.id, at);
      return null;
    },
    putBack: (now, standing) => {
      const user = now.users.find((one) => one.principal === principal);
      return putStandingBack(context.services, now, user, standing, String(begun));
    },
  });
}

const alreadyAdded = (users: AccountUser[], principal: string): Refusal | null => {
  const user = users.find((one) => one.principal === principal && one.removedAt === null && one.partnerCenterRole);
  return user ? { __typename: "UserAlreadyAdded", path, userId: user.id } : null;
};

/** The same refusals as for a work e-mail: the address must belong to a tenant that the account admits. */
async function judge(
  context: Context,
  { account, migration }: ManagedAccount,
  given: Address,
): Promise<Refusal | null> {
  const mpnId = effectiveMpnId(account, migration);
  const asking = mpnId === null ? Promise.resolve(null) : context.services.memberships.ask(mpnId);
  const admit = (membership: MpnMembership | null) => admittedTenants(migration, membership);
  const { verdict } = await weighWorkEmail(context, given, asking, path, admit);
  return isRefusal(verdict) ? verdict : null;
}
