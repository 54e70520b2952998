import { format, isMessageKey, type MessageParams } from "../messages/format";
import { nameList } from "../user/user-rules";
import type { Context } from "./context";
import type { Refused } from "./refused";

/** A refusal's own sentence, with its cure, in the request's language. */
export async function problemMessage(context: Context, problem: Refused): Promise<string> {
  const { locale } = context;
  switch (problem.__typename) {
    case "TenantMismatch": {
      const tenant = await tenantName(context, problem.tenantId);
      const key = tenant === null ? "unnamed" : problem.subject;
      return format(locale, `problem.TenantMismatch.${key}`, { tenant, answer: problem.answer });
    }
    case "PersonalAccountNotAllowed": {
      const tenant = problem.tenantId === null ? null : await tenantName(context, problem.tenantId);
      return format(locale, "problem.PersonalAccountNotAllowed", { answer: problem.answer, tenant: tenant ?? "none" });
    }
    case "WorkEmailUnusable":
      return format(locale, `problem.WorkEmailUnusable.${problem.emailReason}`, { answer: problem.answer });
    case "ConfirmationCodeRejected": {
      const { attemptsLeft } = problem;
      return format(locale, `problem.ConfirmationCodeRejected.${attemptsLeft === null ? "spent" : "wrong"}`, {
        attemptsLeft,
      });
    }
    case "MpnIdInvalid":
      return format(locale, `problem.MpnIdInvalid.${problem.mpnIdReason}`, { answer: problem.answer });
    case "TenantAlreadyEnrolled":
      return format(locale, "problem.TenantAlreadyEnrolled", { mpnId: problem.mpnId });
    case "OwnerRoleRequired":
      return format(locale, "problem.OwnerRoleRequired", await ownersToAsk(context, problem.accountId));
    case "NotAllowedNow": {
      const key = `problem.NotAllowedNow.${problem.why}`;
      return format(locale, isMessageKey(key) ? key : "problem.NotAllowedNow.ACTION_REQUIRED");
    }
    case "InvalidInput": {
      // A fault of a whole argument, not of a field in it, supplies the sentence.
      const [first] = problem.fields;
      if (first?.path.length === 1 && isMessageKey(first.message)) return format(locale, first.message, first.params);
      return format(locale, "problem.InvalidInput", { count: problem.fields.length });
    }
    case "TooManyAttempts":
      return format(locale, "problem.TooManyAttempts", { minutes: Math.ceil(problem.retryAfterSeconds / 60) });
    case "TemporarilyUnavailable": {
      const { retryAfterSeconds: seconds, why } = problem;
      if (why) return format(locale, `problem.TemporarilyUnavailable.${why}`, { seconds });
      const key = `system.${problem.system}`;
      const system = isMessageKey(key) ? format(locale, key) : problem.system;
      return format(locale, "problem.TemporarilyUnavailable", { system, seconds });
    }
    case "VersionConflict":
    case "NotFound":
    case "UserAlreadyAdded":
    case "LastOwner":
      return format(locale, `problem.${problem.__typename}`);
  }
}

async function tenantName({ loaders }: Context, tenantId: string): Promise<string | null> {
  return (await loaders.tenant.load(tenantId))?.displayName ?? null;
}

async function ownersToAsk({ loaders, locale }: Context, accountId: string | null): Promise<MessageParams> {
  const owners = accountId === null ? [] : await loaders.owners.load(accountId);
  return { count: owners.length, owners: nameList(owners, locale) };
}
