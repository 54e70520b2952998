import { AccountUser } from "../../../entities/account-user";
import { principalOfUser } from "../../account/cpp-account-rules";
import { takeOver } from "../../account/take-over";
import { parseAddress } from "../../address";
import { UpstreamRejected } from "../../faults";
import type { Services } from "../../services";
import type { CppPublisher } from "../../upstream/upstream";
import { effectiveMpnId } from "../answers-rules";
import type { MigrationRows } from "../decision";
import { recheckAnswers } from "../recheck-rules";
import type { StepRecord } from "./step";

/** Asks everybody once more before anything is moved: an owner may have been removed, an MPN ID changed, a tenant left. */
export async function verifyAnswers(services: Services, rows: MigrationRows): Promise<StepRecord> {
  const { upstream, memberships, tenants, clock } = services;
  const { account, migration } = rows;
  const cpp = await presentPublisher(services, account.publisherId);
  await starterIsOwner(services, rows, cpp);

  const present = { ...rows, account: { ...account, mpnId: cpp.mpnId } };
  const mpnId = effectiveMpnId(present.account, migration);
  const membership = mpnId === null ? null : await memberships.ask(mpnId);
  if (membership?.tenantId != null) await tenants.named(membership.tenantId);
  const tenant = await upstream.graph.tenantByDomain(parseAddress(migration.workEmail!)!.domain, { fresh: true });

  return async (now, tx) => {
    await takeOver(tx, now.account, cpp, clock.now());
    const doubt = recheckAnswers(
      { ...now, account: { ...now.account, mpnId: cpp.mpnId } },
      membership,
      tenant?.tenantId,
    );
    return doubt ?? {};
  };
}

/** The publisher as CPP has it now; CPP not knowing it is final. */
export async function presentPublisher({ upstream }: Services, publisherId: string): Promise<CppPublisher> {
  const cpp = await upstream.cpp.publisher(publisherId);
  if (cpp) return cpp;
  throw new UpstreamRejected("cpp", 404, "PublisherNotFound", "CPP has no such publisher", "");
}

/** Who started may have lost the account since: then nobody stands for what is moved. */
export async function starterIsOwner({ database }: Services, { account, migration }: MigrationRows, cpp: CppPublisher) {
  const starter = await database.reader.findOneBy(AccountUser, { accountId: account.id, id: migration.startedBy! });
  const owner = cpp.users.some((user) => user.role === "OWNER" && principalOfUser(user) === starter?.principal);
  if (!owner)
    throw new UpstreamRejected(
      "cpp",
      403,
      "StarterNotOwner",
      "who started the migration is no owner in CPP any more",
      "",
    );
}
