import { MigrationAction } from "../../entities/words";
import { parseAddress } from "../address";
import type { Database, Tx } from "../database/database";
import type { Context } from "../graphql/context";
import { newId } from "../ids";
import { weighWorkEmail } from "../tenant/ask-work-email";
import { isRefusal, type WorkEmailVerdict } from "../tenant/work-email-rules";
import type { Viewer } from "../viewer/viewer";
import { act, type ActInput, type ActResult } from "./act";
import { mpnAsOfNow } from "./answers-rules";
import { countAttempt } from "./attempt-limits";
import { askMembership } from "./start-migration";
import { decideWorkEmail } from "./work-email-answer-rules";

const path = ["input", "workEmail"];

/** Answers the WORK_EMAIL requirement. */
export function submitWorkEmail(
  context: Context,
  accountId: string | null,
  input: ActInput & { workEmail: string },
): Promise<ActResult> {
  const { services, viewer, locale } = context;
  const given = parseAddress(input.workEmail);
  return act(context, {
    mutation: "submitWorkEmail",
    action: MigrationAction.SUBMIT_WORK_EMAIL,
    accountId,
    input,
    malformed: given ? [] : [{ path, message: "field.email" }],
    consult: (rows) => weighWorkEmail(context, given!, askMembership(services, rows), path),
    decide: async (rows, { verdict, membership }, _actor, tx) => {
      const now = services.clock.now();
      const who = { accountId: rows.account.id, viewer };
      const wait = await countIfDue(services.database, tx, verdict, who, now);
      if (wait !== null) return { refusal: { __typename: "TooManyAttempts", path, retryAfterSeconds: wait } };
      const answer = { address: given!.address, verdict, mpn: mpnAsOfNow(rows, membership) };
      return decideWorkEmail(rows, answer, { nonce: newId(now), locale }, now);
    },
  });
}

async function countIfDue(
  database: Database,
  tx: Tx,
  verdict: WorkEmailVerdict,
  who: { accountId: string; viewer: Viewer },
  now: number,
): Promise<number | null> {
  if (isRefusal(verdict)) {
    if (verdict.__typename !== "TenantMismatch") return null;
    return countAttempt(database, tx, { ...who, kind: "MISMATCH" }, now);
  }
  return verdict.proven ? null : countAttempt(database, tx, { ...who, kind: "CODE" }, now);
}
