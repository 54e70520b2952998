import { z } from "zod";
import type { Request } from "../request/call";
import { type Errand, newErrand } from "../request/errand";
import type { Answer, Refusal } from "../request/outcome";
import { segment } from "../request/paths";
import { rejected, unavailable } from "../request/unavailable";
import type { PartnerCenter, PartnerCenterRoleName, RoleMember, SellerRef } from "../upstream";
import { isSamePrincipal, memberAnswer, membersAnswer, principalBody } from "./member-wire";
import type { RoleIds, Roles } from "./roles";
import { gone, onBehalf } from "./wire";

const alreadyThere = "409 3409";

/** Reads and changes who has which role on a publisher's seller account. */
export function createMembers(
  request: Request,
  roles: Roles,
): Pick<PartnerCenter, "members" | "addMember" | "removeMember"> {
  /**
   * Asks about a role by the path of its members. Partner Center refuses an unknown role as it refuses an unknown
   * account or member, so that is believed only of an ID that is fresh.
   */
  async function ofRole<T>(
    role: PartnerCenterRoleName,
    ask: (path: string) => Promise<Answer<T> | Refusal>,
  ): Promise<Answer<T> | Refusal> {
    const ids = await roles.ids();
    const answer = await ask(membersPath(ids, role));
    if (!isGone(answer)) return answer;
    const fresh = await roles.fresh();
    return fresh.get(role) === ids.get(role) ? answer : ask(membersPath(fresh, role));
  }

  async function inRole(seller: SellerRef, role: PartnerCenterRoleName, errand: Errand): Promise<RoleMember[]> {
    const answer = await ofRole(role, (path) =>
      request({
        name: "members",
        method: "GET",
        path,
        ...onBehalf(seller),
        answer: membersAnswer,
        expected: [gone],
        errand,
      }),
    );
    return answer.kind === "answer" ? answer.body.map((member) => ({ ...member, role })) : [];
  }

  return {
    async members(seller) {
      const errand = newErrand();
      const names = [...(await roles.ids()).keys()];
      return (await Promise.all(names.map((role) => inRole(seller, role, errand)))).flat();
    },

    async addMember(seller, role, principal, key) {
      const errand = newErrand();
      const answer = await ofRole(role, (path) =>
        request({
          name: "add member",
          method: "POST",
          path,
          ...onBehalf(seller),
          body: principalBody(principal),
          key,
          answer: memberAnswer,
          isMeant: (member) => isSamePrincipal(member, principal),
          expected: [alreadyThere, gone],
          errand,
        }),
      );
      if (answer.kind === "answer") return { ...answer.body, role };
      if (isGone(answer)) throw rejected("partner-center", errand, answer);
      const present = (await inRole(seller, role, errand)).find((member) => isSamePrincipal(member, principal));
      if (!present) throw unavailable("partner-center", errand, "a member is there already and cannot be found");
      return present;
    },

    async removeMember(seller, role, memberId, key) {
      await ofRole(role, (path) =>
        request({
          name: "remove member",
          method: "DELETE",
          path: `${path}/${segment(memberId)}`,
          ...onBehalf(seller),
          key,
          answer: z.unknown(),
          expected: [gone],
        }),
      );
    },
  };
}

const membersPath = (ids: RoleIds, role: PartnerCenterRoleName): string =>
  `/v1/roles/${segment(ids.get(role)!)}/usermembers`;

const isGone = (answer: Answer<unknown> | Refusal): boolean =>
  answer.kind === "refusal" && `${answer.status} ${answer.code}` === gone;
