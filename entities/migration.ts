import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { accountId, guid, instant, json, word } from "./columns";
import type { Refusal } from "./refusal";
import type { FailureCode, MigrationStatus, RequirementReason, RequirementState, StepKind, StepState } from "./words";

/** One step and its progress. */
export interface StepValue {
  kind: StepKind;
  state: StepState;
  startedAt: number | null;
  finishedAt: number | null;
  /** For VERIFY_ANSWERS: the MPN ID that the answers were checked against. */
  mpnId?: string | null;
}

/** Why the migration has failed. */
export interface FailureValue {
  code: FailureCode;
  /** The step that failed. */
  step: StepKind;
  /** The upstream system's description, cut short. */
  detail: string;
  /** The code of its refusal, or of what we found there; the name of a system that could not be reached. */
  reason?: string | undefined;
  retryable: boolean;
  at: number;
  correlationId: string;
}

/** An account's move from CPP to Partner Center: one per account, for ever, so the account's ID is its key. */
@Entity("migration")
@Index("migration_status", ["status", "sortName", "accountId"])
@Index("migration_moved", ["status", "accountId"])
export class Migration {
  @PrimaryColumn({ name: "account_id", ...accountId }) accountId: string;
  @Column({ name: "status", ...word }) status: MigrationStatus;
  /** A copy of the account's, so that lists by status are read in order from one index. */
  @Column({ name: "sort_name", type: "varchar", length: 128 }) sortName: string;
  @Column({ name: "version", type: "int" }) version: number;
  @Column({ name: "attempt", type: "int" }) attempt: number;
  @Column({ name: "started_by", type: "varchar", length: 22, nullable: true }) startedBy: string | null;
  @Column({ name: "started_at", ...instant, nullable: true }) startedAt: number | null;
  @Column({ name: "completed_at", ...instant, nullable: true }) completedAt: number | null;
  @Column({ name: "steps", ...json }) steps: StepValue[];
  @Column({ name: "failure", ...json, nullable: true }) failure: FailureValue | null;

  /** The last address given that was usable. */
  @Column({ name: "work_email", type: "varchar", length: 254, nullable: true }) workEmail: string | null;
  @Column({ name: "work_email_tenant", ...guid, nullable: true }) workEmailTenantId: string | null;
  @Column({ name: "work_email_state", ...word }) workEmailState: RequirementState;
  @Column({ name: "work_email_reason", ...word, nullable: true }) workEmailReason: RequirementReason | null;
  @Column({ name: "work_email_problem", ...json, nullable: true }) workEmailProblem: Refusal | null;
  /** The mailed code is derived from this and the service's secret. The code itself is never stored. */
  @Column({ name: "code_nonce", type: "varchar", length: 22, nullable: true }) codeNonce: string | null;
  @Column({ name: "code_expires_at", ...instant, nullable: true }) codeExpiresAt: number | null;
  @Column({ name: "code_tries_left", type: "int", nullable: true }) codeTriesLeft: number | null;
  /** The language the code is mailed in. */
  @Column({ name: "code_locale", type: "varchar", length: 8, nullable: true }) codeLocale: string | null;

  /** The MPN ID given by an owner or issued after vetting; null while the one carried over from CPP applies. */
  @Column({ name: "mpn_id", type: "varchar", length: 10, nullable: true }) mpnId: string | null;
  @Column({ name: "mpn_state", ...word }) mpnState: RequirementState;
  @Column({ name: "mpn_reason", ...word, nullable: true }) mpnReason: RequirementReason | null;
  @Column({ name: "mpn_problem", ...json, nullable: true }) mpnProblem: Refusal | null;
}
