import { Column, Entity, PrimaryColumn } from "typeorm";
import type { AddressValue } from "./account";
import { accountId, guid, instant, json, word } from "./columns";
import type { VettingStep } from "./words";

/** The legal business profile that Microsoft vets. */
export interface BusinessProfile {
  legalName: string;
  address: AddressValue;
  primaryContact: { firstName: string; lastName: string; email: string; phone: string | null };
}

/** An account's latest application for membership of the Microsoft Partner Network. */
@Entity("mpn_application")
export class MpnApplication {
  @PrimaryColumn({ name: "account_id", ...accountId }) accountId: string;
  /** The applicant: the work e-mail's tenant. */
  @Column({ name: "tenant_id", ...guid }) tenantId: string;
  @Column({ name: "profile", ...json }) profile: BusinessProfile;
  @Column({ name: "agreement_version", type: "varchar", length: 32 }) agreementVersion: string;
  /** The request ID, by which Partner Center accepts it only once. */
  @Column({ name: "request_id", ...guid }) requestId: string;
  /** REPLACED: granted, but an owner has given another MPN ID than the one issued. */
  @Column({ name: "status", ...word }) status: "PENDING" | "AUTHORIZED" | "REJECTED" | "REPLACED";
  @Column({ name: "step", ...word }) step: VettingStep;
  @Column({ name: "submitted_by", type: "varchar", length: 22 }) submittedBy: string;
  @Column({ name: "submitted_at", ...instant }) submittedAt: number;
  /** Whether Partner Center has received it. */
  @Column({ name: "delivered", type: "boolean" }) delivered: boolean;
  /** When to ask Partner Center about the vetting again. */
  @Column({ name: "next_poll_at", ...instant }) nextPollAt: number;
  @Column({ name: "polls", type: "int" }) polls: number;
}
