import { MigrationAction, RequirementState } from "../../entities/words";
import type { Context } from "../graphql/context";
import { effectId, newId } from "../ids";
import { applicationFaults, businessProfile, type GivenApplication } from "../mpn/application-input";
import { isUsable, parseMpnId } from "../mpn/mpn-rules";
import { act, type ActInput, type ActResult } from "./act";
import { countAttempt, type Tried } from "./attempt-limits";
import type { Decision, MigrationRows } from "./decision";
import { decideApplication, decideExistingId } from "./enrolment-rules";

const idPath = ["input", "by", "existingMpnId"];

/** Answers the MPN_MEMBERSHIP requirement with the ID of an existing membership. */
export function enrollWithExistingId(
  context: Context,
  accountId: string | null,
  input: ActInput & { by: { existingMpnId?: string | null } },
): Promise<ActResult> {
  const { services } = context;
  const { memberships, tenants } = services;
  const mpnId = parseMpnId(input.by.existingMpnId ?? "");
  return act(context, {
    mutation: "enrollInMpn",
    action: MigrationAction.ENROLL_IN_MPN,
    accountId,
    input,
    malformed: mpnId === null ? [{ path: idPath, message: "field.mpnId" }] : [],
    consult: async () => {
      const membership = await memberships.ask(mpnId!);
      if (isUsable(membership)) await tenants.named(membership.tenantId);
      return membership;
    },
    decide: async (rows, membership, _actor, tx) => {
      const decision = decideExistingId(rows, mpnId!, membership);
      const tried = toBeCounted(rows, mpnId!, decision);
      if (tried === null) return decision;
      const who = { accountId: rows.account.id, viewer: context.viewer };
      const wait = await countAttempt(services.database, tx, { ...who, ...tried }, services.clock.now());
      if (wait === null) return decision;
      return { refusal: { __typename: "TooManyAttempts", path: idPath, retryAfterSeconds: wait } };
    },
  });
}

/** Attempts that reveal a tenant's name are counted: a mismatch, and an ID accepted before a work e-mail is proven. */
function toBeCounted({ migration }: MigrationRows, mpnId: string, { refusal }: Decision): Tried | null {
  if (refusal) return refusal.__typename === "TenantMismatch" ? { kind: "MISMATCH" } : null;
  return migration.workEmailState === RequirementState.SATISFIED ? null : { kind: "MPN_ID", mpnId };
}

/** Answers the MPN_MEMBERSHIP requirement with an application, made in the work e-mail's tenant. */
export function applyForMembership(
  context: Context,
  accountId: string | null,
  input: ActInput & { by: { application?: GivenApplication | null } },
): Promise<ActResult> {
  const { services } = context;
  const given = input.by.application!;
  return act(context, {
    mutation: "enrollInMpn",
    action: MigrationAction.ENROLL_IN_MPN,
    accountId,
    input,
    malformed: applicationFaults(given, services.config.MPN_AGREEMENT_VERSION),
    consult: ({ migration }) => {
      const { workEmailState, workEmailTenantId } = migration;
      const known = workEmailState === RequirementState.SATISFIED && workEmailTenantId !== null;
      return known ? services.memberships.askByTenant(workEmailTenantId) : Promise.resolve(null);
    },
    decide: (rows, membership, actor) => {
      const now = services.clock.now();
      const application = {
        profile: businessProfile(given),
        agreementVersion: given.acceptedAgreementVersion,
        requestId: effectId("mpn-application", rows.account.id, newId(now)),
      };
      return decideApplication(rows, application, membership, actor, now);
    },
  });
}
