import { z } from "zod";
import type { Request } from "../request/call";
import { type Errand, newErrand } from "../request/errand";
import { segment } from "../request/paths";
import { unavailable } from "../request/unavailable";
import type { PartnerCenter, PartnerCenterRoleName, RoleMember, SellerRef } from "../upstream";
import { isSamePrincipal, memberAnswer, membersAnswer, principalBody } from "./member-wire";
import { gone, onBehalf } from "./wire";
import type { RoleIds } from "./roles";

/** Reads and changes who has which role on a publisher's seller account. */
export function createMembers(
  request: Request,
  roles: () => Promise<RoleIds>,
): Pick<PartnerCenter, "members" | "addMember" | "removeMember"> {
  const membersPath = async (role: PartnerCenterRoleName): Promise<string> =>
    `/v1/roles/${segment((await roles()).get(role)!)}/usermembers`;

  async function inRole(seller: SellerRef, role: PartnerCenterRoleName, errand: Errand): Promise<RoleMember[]> {
    const answer = await request({
      name: "members",
      method: "GET",
      path: await membersPath(role),
      ...onBehalf(seller),
      answer: membersAnswer,
      expected: gone,
      errand,
    });
    return answer.kind === "answer" ? answer.body.map((member) => ({ ...member, role })) : [];
  }

  return {
    async members(seller) {
      const errand = newErrand();
      const names = [...(await roles()).keys()];
      return (await Promise.all(names.map((role) => inRole(seller, role, errand)))).flat();
    },

    async addMember(seller, role, principal, key) {
      const errand = newErrand();
      const answer = await request({
        name: "add member",
        method: "POST",
        path: await membersPath(role),
        ...onBehalf(seller),
        body: principalBody(principal),
        key,
        answer: memberAnswer,
        expected: ["409 3409"],
        errand,
      });
      if (answer.kind === "answer") return { ...answer.body, role };
      const present = (await inRole(seller, role, errand)).find((member) => isSamePrincipal(member, principal));
      if (!present) throw unavailable("partner-center", errand, "a member is there already and cannot be found");
      return present;
    },

    async removeMember(seller, role, memberId, key) {
      await request({
        name: "remove member",
        method: "DELETE",
        path: `${await membersPath(role)}/${segment(memberId)}`,
        ...onBehalf(seller),
        key,
        answer: z.unknown(),
        expected: gone,
      });
    },
  };
}
