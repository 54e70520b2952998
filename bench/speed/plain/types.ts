import { Field, ID, InputType, Int, InterfaceType, ObjectType, createUnionType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";

/* One class for both the table and the GraphQL type, as in tutorials. */

@ObjectType()
@Entity("tenant")
export class Tenant {
  @Field(() => ID) id: string;
  @Field(() => String) @PrimaryColumn({ name: "tenant_id", type: "varchar" }) tenantId: string;
  @Field(() => String) @Column({ name: "display_name", type: "varchar" }) displayName: string;
  @Field(() => String, { nullable: true })
  @Column({ name: "default_domain", type: "varchar", nullable: true })
  defaultDomain: string | null;
}

@Entity("person")
export class Person {
  @PrimaryColumn({ name: "tenant_id", type: "varchar" }) tenantId: string;
  @PrimaryColumn({ name: "object_id", type: "varchar" }) objectId: string;
  @Column({ name: "address", type: "varchar" }) address: string;
}

@ObjectType()
export class CppSync {
  @Field(() => String) state: string;
  @Field(() => Int) attempts: number;
  @Field(() => String, { nullable: true }) syncedAt: string | null;
  @Field(() => String, { nullable: true }) lastError: string | null;
}

@ObjectType()
@Entity("account_user")
export class AccountUser {
  @PrimaryColumn({ name: "account_id", type: "varchar" }) accountId: string;
  @PrimaryColumn({ name: "id", type: "varchar" }) key: string;
  @Field(() => ID) id: string;
  @Column({ name: "principal", type: "varchar" }) principal: string;
  @Field(() => String) @Column({ name: "principal_kind", type: "varchar" }) principalKind: string;
  @Field(() => String, { nullable: true }) @Column({ type: "varchar", nullable: true }) email: string | null;
  @Column({ name: "display_name", type: "varchar", nullable: true }) name: string | null;
  @Field(() => String) displayName: string;
  @Column({ name: "identity", type: "varchar" }) identity: string;
  @Field(() => String) @Column({ name: "access", type: "varchar" }) access: string;
  @Field(() => String, { nullable: true })
  @Column({ name: "cpp_role", type: "varchar", nullable: true })
  cppRole: string | null;
  @Field(() => String, { nullable: true })
  @Column({ name: "partner_center_role", type: "varchar", nullable: true })
  partnerCenterRole: string | null;
  @Field(() => String) @Column({ name: "added_at", type: "bigint" }) addedAt: string | number;
  @Field(() => String, { nullable: true })
  @Column({ name: "removed_at", type: "bigint", nullable: true })
  removedAt: number | null;
  @Field(() => CppSync, { nullable: true }) sync: CppSync | null;
  /* Only the sync needs these columns: they are not read with every user of a page. */
  @Column({ name: "member_id", type: "varchar", nullable: true, select: false }) memberId: string | null;
  @Column({ name: "sync_seq", type: "int", select: false }) syncSeq: number;
  @Column({ name: "sync_state", type: "varchar", nullable: true, select: false }) syncState: string | null;
  @Column({ name: "sync_attempts", type: "int", select: false }) syncAttempts: number;
  @Column({ name: "synced_at", type: "bigint", nullable: true, select: false }) syncedAt: number | null;
  @Column({ name: "sync_next_at", type: "bigint", nullable: true, select: false }) syncNextAt: number | null;
  @Column({ name: "sync_error", type: "varchar", nullable: true, select: false }) syncError: string | null;
  @Column({ name: "sort_name", type: "varchar", select: false }) sortName: string;
}

@Entity("job")
export class Job {
  @PrimaryColumn({ name: "account_id", type: "varchar" }) accountId: string;
  @PrimaryColumn({ name: "kind", type: "varchar" }) kind: string;
  @Column({ name: "due_at", type: "bigint" }) dueAt: number;
  @Column({ name: "held_until", type: "bigint" }) heldUntil: number;
  @Column({ name: "attempts", type: "int" }) attempts: number;
  @Column({ name: "version", type: "int" }) version: number;
}

@ObjectType()
@Entity("mpn_membership")
export class MpnMembership {
  @Field(() => ID) id: string;
  accountId: string;
  @Field(() => String) @PrimaryColumn({ name: "mpn_id", type: "varchar" }) mpnId: string;
  @Field(() => String) idKind: string;
  @Field(() => String) @Column({ name: "status", type: "varchar" }) standing: string;
  @Field(() => String, { nullable: true })
  @Column({ name: "partner_name", type: "varchar", nullable: true })
  partnerName: string | null;
  @Column({ name: "tenant_id", type: "varchar", nullable: true }) tenantId: string | null;
  @Column({ name: "tenant_ids", type: "simple-json" }) tenantIds: string[];
  @Field(() => Tenant, { nullable: true }) tenant: Tenant | null;
  @Field(() => [Tenant]) associatedTenants: Tenant[];
}

@ObjectType()
export class Step {
  @Field(() => String) kind: string;
  @Field(() => String) state: string;
  @Field(() => String, { nullable: true }) startedAt: string | number | null;
  @Field(() => String, { nullable: true }) finishedAt: string | number | null;
}

@ObjectType()
export class Requirement {
  @Field(() => String) kind: string;
  @Field(() => String) state: string;
  @Field(() => String, { nullable: true }) reason: string | null;
  @Field(() => String, { nullable: true }) action: string | null;
  @Field(() => String, { nullable: true }) suggestion: string | null;
  @Field(() => String, { nullable: true }) answer: string | null;
  @Field(() => String) hint: string;
  @Field(() => Tenant, { nullable: true }) tenant: Tenant | null;
}

@ObjectType()
export class Failure {
  @Field(() => String) code: string;
  @Field(() => String) message: string;
  @Field(() => Boolean) retryable: boolean;
  @Field(() => String) at: string | number;
}

@ObjectType()
@Entity("migration")
export class Migration {
  @Field(() => ID) id: string;
  @PrimaryColumn({ name: "account_id", type: "varchar" }) accountId: string;
  @Field(() => String) @Column({ name: "status", type: "varchar" }) status: string;
  @Field(() => String, { nullable: true }) awaiting: string | null;
  @Field(() => [String]) viewerActions: string[];
  @Field(() => Int, { nullable: true }) pollAfterMs: number | null;
  @Field(() => Int) @Column({ name: "version", type: "int" }) version: number;
  @Field(() => Int) @Column({ name: "attempt", type: "int" }) attempt: number;
  @Column({ name: "started_by", type: "varchar", nullable: true }) startedById: string | null;
  @Field(() => AccountUser, { nullable: true }) startedBy: AccountUser | null;
  @Field(() => String, { nullable: true })
  @Column({ name: "started_at", type: "bigint", nullable: true })
  startedAt: string | number | null;
  @Field(() => String, { nullable: true })
  @Column({ name: "completed_at", type: "bigint", nullable: true })
  completedAt: string | number | null;
  @Field(() => [Step]) @Column({ name: "steps", type: "simple-json" }) steps: Step[];
  @Field(() => Failure, { nullable: true })
  @Column({ name: "failure", type: "simple-json", nullable: true })
  failure: Failure | null;
  @Field(() => [Requirement]) requirements: Requirement[];
  @Column({ name: "work_email", type: "varchar", nullable: true }) workEmail: string | null;
  @Column({ name: "work_email_tenant", type: "varchar", nullable: true }) workEmailTenantId: string | null;
  @Column({ name: "work_email_state", type: "varchar" }) workEmailState: string;
  @Column({ name: "work_email_reason", type: "varchar", nullable: true }) workEmailReason: string | null;
  @Column({ name: "mpn_id", type: "varchar", nullable: true }) mpnId: string | null;
  @Column({ name: "mpn_state", type: "varchar" }) mpnState: string;
  @Column({ name: "mpn_reason", type: "varchar", nullable: true }) mpnReason: string | null;
}

@ObjectType()
export class Banner {
  @Field(() => String) kind: string;
  @Field(() => String) message: string;
  @Field(() => String, { nullable: true }) actionUrl: string | null;
}

@ObjectType()
class Address {
  @Field(() => String) line1: string;
  @Field(() => String) city: string;
  @Field(() => String) countryCode: string;
}

@ObjectType()
class Contact {
  @Field(() => String) name: string;
  @Field(() => String) email: string;
  @Field(() => String, { nullable: true }) phone: string | null;
  @Field(() => Address, { nullable: true }) address: Address | null;
}

@ObjectType()
export class Settings {
  @Field(() => String) accountType: string;
  @Field(() => String, { nullable: true }) sellerId: string | null;
  @Field(() => Int) version: number;
  @Field(() => Contact) sellerContact: Contact;
}

@ObjectType()
export class UserConnection {
  @Field(() => [AccountUser]) nodes: AccountUser[];
}

@ObjectType()
@Entity("timeline_event")
export class TimelineEvent {
  @PrimaryColumn({ name: "account_id", type: "varchar" }) accountId: string;
  @PrimaryColumn({ name: "seq", type: "int" }) seq: number;
  @Field(() => String) @Column({ name: "kind", type: "varchar" }) kind: string;
  @Field(() => String) @Column({ name: "severity", type: "varchar" }) severity: string;
  @Field(() => String) @Column({ name: "message", type: "varchar" }) message: string;
  @Field(() => String) @Column({ name: "at", type: "bigint" }) at: string | number;
  @Column({ name: "actor", type: "varchar", nullable: true }) actorId: string | null;
  @Column({ name: "params", type: "simple-json" }) params: Record<string, string>;
  @Field(() => AccountUser, { nullable: true }) actor: AccountUser | null;
}

@ObjectType()
export class TimelineConnection {
  @Field(() => [TimelineEvent]) nodes: TimelineEvent[];
  @Field(() => Int) totalCount: number;
}

@ObjectType()
@Entity("account")
export class Account {
  @PrimaryColumn({ name: "id", type: "varchar" }) key: string;
  @Field(() => ID) id: string;
  @Field(() => String) @Column({ name: "publisher_id", type: "varchar" }) publisherId: string;
  @Field(() => String) @Column({ name: "display_name", type: "varchar" }) displayName: string;
  @Column({ name: "sort_name", type: "varchar" }) sortName: string;
  @Column({ name: "mpn_id", type: "varchar", nullable: true }) mpnId: string | null;
  @Column({ name: "sign_in_email", type: "varchar" }) signInEmail: string;
  @Column({ name: "account_type", type: "varchar" }) accountType: string;
  @Column({ name: "seller_id", type: "varchar", nullable: true }) sellerId: string | null;
  @Column({ name: "settings_version", type: "int" }) settingsVersion: number;
  @Column({ name: "seller_contact", type: "simple-json" }) sellerContact: Contact;
  @Column({ name: "event_count", type: "int" }) eventCount: number;
  @Field(() => String) managedIn: string;
  @Field(() => String) manageUrl: string;
  @Field(() => Banner, { nullable: true }) banner: Banner | null;
  @Field(() => AccountUser, { nullable: true }) viewerUser: AccountUser | null;
  @Field(() => Settings) settings: Settings;
  @Field(() => Migration) migration: Migration;
  @Field(() => MpnMembership, { nullable: true }) mpn: MpnMembership | null;
  @Field(() => UserConnection) users: UserConnection;
  @Field(() => TimelineConnection) timeline: TimelineConnection;
}

@ObjectType()
class PageInfo {
  @Field(() => Boolean) hasNextPage: boolean;
  @Field(() => String, { nullable: true }) endCursor: string | null;
}

@ObjectType()
export class AccountConnection {
  @Field(() => [Account]) nodes: Account[];
  @Field(() => PageInfo) pageInfo: PageInfo;
}

@ObjectType()
export class Viewer {
  @Field(() => String) email: string;
  @Field(() => String) displayName: string;
  @Field(() => String) identity: string;
  @Field(() => Tenant, { nullable: true }) tenant: Tenant | null;
  @Field(() => AccountConnection) accounts: AccountConnection;
}

@InterfaceType()
abstract class Problem {
  @Field(() => String) message: string;
}

@ObjectType({ implements: Problem })
class NotFound extends Problem {}

@ObjectType()
export class MigrationSuccess {
  @Field(() => Boolean) replayed: boolean;
  @Field(() => Migration) migration: Migration;
}

export const SubmitWorkEmailResult = createUnionType({
  name: "SubmitWorkEmailResult",
  types: () => [MigrationSuccess, NotFound] as const,
  resolveType: (value) => ("migration" in value ? MigrationSuccess : NotFound),
});

@ObjectType()
export class AccountUserSuccess {
  @Field(() => Boolean) replayed: boolean;
  @Field(() => AccountUser) user: AccountUser;
}

export const AddAccountUserResult = createUnionType({
  name: "AddAccountUserResult",
  types: () => [AccountUserSuccess, NotFound] as const,
  resolveType: (value) => ("user" in value ? AccountUserSuccess : NotFound),
});

@InputType()
export class AddAccountUserInput {
  @Field(() => ID) accountId: string;
  @Field(() => String) email: string;
  @Field(() => String) displayName: string;
}

@InputType()
export class SubmitWorkEmailInput {
  @Field(() => ID) migrationId: string;
  @Field(() => String) workEmail: string;
}
