import { z } from "zod";
import type { Request } from "../request/call";
import type { LegalBusiness, PartnerCenter, Vetting } from "../upstream";
import { addressBody, unknown } from "./wire";

const path = "/v1/profiles/legalbusiness";

const statuses = { Pending: "PENDING", Authorized: "AUTHORIZED", Rejected: "REJECTED" } as const;
const steps = {
  EmailOwnership: "EMAIL_OWNERSHIP",
  EmploymentVerification: "EMPLOYMENT_VERIFICATION",
  BusinessVerification: "BUSINESS_VERIFICATION",
  Decision: "DECISION",
} as const;

const vettingAnswer = z
  .object({
    vettingStatus: z.enum(["Pending", "Authorized", "Rejected"]),
    vettingSubStatus: z.enum(["EmailOwnership", "EmploymentVerification", "BusinessVerification", "Decision"]),
  })
  .transform(({ vettingStatus, vettingSubStatus }): Vetting => ({
    status: statuses[vettingStatus],
    step: steps[vettingSubStatus],
  }));

/** A tenant's application for membership: its legal business profile, which Microsoft vets. */
export function createVetting(request: Request): Pick<PartnerCenter, "vetting" | "applyForMembership"> {
  return {
    async vetting(tenantId) {
      const expected = [unknown];
      const answer = await request({ name: "vetting", method: "GET", path, tenantId, answer: vettingAnswer, expected });
      return answer.kind === "answer" ? answer.body : null;
    },
    async applyForMembership(tenantId, profile, key) {
      const body = profileBody(profile);
      const name = "legalbusiness";
      return (await request({ name, method: "PUT", path, tenantId, body, key, answer: vettingAnswer })).body;
    },
  };
}

function profileBody({ companyName, address, primaryContact }: LegalBusiness): object {
  const { firstName, lastName, email, phone } = primaryContact;
  return {
    companyName,
    address: addressBody(address),
    primaryContact: { firstName, lastName, email, ...(phone !== null && { phoneNumber: phone }) },
    profileType: "legalBusinessProfile",
  };
}
