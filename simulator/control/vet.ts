import { z } from "zod";
import { readInput } from "../http/read-input";
import { Refusal } from "../http/refusal";
import { VETTING_STATUSES, VETTING_STEPS, type Application } from "../state/applications";
import type { State } from "../state/open-state";
import { guid } from "../world/words";

const STANDINGS = { Pending: "PENDING", Authorized: "ACTIVE", Rejected: "INACTIVE" } as const;

/** A vetting step by its name on the wire; the form EMAIL_OWNERSHIP is accepted as well. */
const step = z
  .string()
  .transform((text) => VETTING_STEPS.find((name) => name.toLowerCase() === text.replaceAll("_", "").toLowerCase()))
  .refine((found) => found !== undefined, `one of ${VETTING_STEPS.join(", ")}`);

const body = z
  .strictObject({
    mpnId: z.string().optional(),
    tenantId: guid.optional(),
    step: step.optional(),
    status: z.enum(VETTING_STATUSES),
  })
  .refine(({ mpnId, tenantId }) => (mpnId === undefined) !== (tenantId === undefined), "either mpnId or tenantId");

/** Sets the vetting status of a tenant's application or of a known MPN account. */
export function vet(state: State, input: unknown): object {
  const { mpnId, tenantId, step, status } = readInput(body, input);
  return state.atomically(() => {
    const account = mpnId === undefined ? undefined : state.mpnAccounts.find(mpnId);
    if (mpnId !== undefined && !account) throw new Refusal(404, undefined, `There is no global MPN account ${mpnId}`);
    const applicant = account?.tenantId ?? tenantId ?? "";
    const application = state.applications.find(applicant);
    if (!account && !application) throw new Refusal(404, undefined, `Tenant ${applicant} has not applied`);
    if (application) decide(state, applicant, application, status, step);
    else if (account) state.mpnAccounts.save({ ...account, standing: STANDINGS[status] });
    return { tenantId: applicant, status, mpnAccount: state.mpnAccounts.findByTenant(applicant) ?? null };
  });
}

function decide(
  state: State,
  tenantId: string,
  application: Application,
  vettingStatus: Application["vettingStatus"],
  step = vettingStatus === "Authorized" ? "Decision" : application.vettingSubStatus,
): void {
  state.applications.save(tenantId, { ...application, vettingStatus, vettingSubStatus: step });
  const known = state.mpnAccounts.findByTenant(tenantId);
  if (known) state.mpnAccounts.save({ ...known, standing: STANDINGS[vettingStatus] });
  else if (vettingStatus === "Authorized") {
    const mpnId = state.mpnAccounts.freeNumber();
    const partnerName = application.profile.companyName;
    const blank = { associatedTenants: [], locations: [], standing: STANDINGS[vettingStatus] };
    state.mpnAccounts.save({ mpnId, partnerName, tenantId, ...blank });
  }
}
