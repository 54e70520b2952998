import { MigrationAction } from "../../entities/words";
import type { Context } from "../graphql/context";
import { isUsable } from "../mpn/mpn-rules";
import { confirmationCode, sameCode } from "../tenant/confirmation-code";
import { act, type ActInput, type ActResult } from "./act";
import { decideConfirmation } from "./confirmation-rules";
import { askMembership } from "./start-migration";

const path = ["input", "code"];

/** Confirms a work e-mail with the code that was mailed to it. */
export function confirmWorkEmail(
  context: Context,
  accountId: string | null,
  input: ActInput & { code: string },
): Promise<ActResult> {
  const { services } = context;
  const code = input.code.replace(/\s/g, "");
  return act(context, {
    mutation: "confirmWorkEmail",
    action: MigrationAction.CONFIRM_WORK_EMAIL,
    accountId,
    input,
    malformed: /^\d{6}$/.test(code) ? [] : [{ path, message: "field.code" }],
    consult: async (rows) => {
      const membership = await askMembership(services, rows);
      if (isUsable(membership)) await services.tenants.named(membership.tenantId);
      return membership;
    },
    decide: (rows, membership) => {
      const { accountId: id, codeNonce } = rows.migration;
      const right = sameCode(code, confirmationCode(services.config.CODE_SECRET, id, codeNonce!));
      return decideConfirmation(rows, right, membership, services.clock.now());
    },
  });
}
