/** The external systems that we call. Every call may throw UpstreamUnavailable; writes also UpstreamRejected. */
export interface Upstream {
  readonly entra: Entra;
  readonly graph: Graph;
  readonly partnerCenter: PartnerCenter;
  readonly cpp: Cpp;
  readonly mail: Mail;
  close(): Promise<void>;
}

/** A tenant as the directory describes it. Tenant IDs are lower-case GUIDs in every answer. */
export interface TenantInfo {
  tenantId: string;
  displayName: string;
  defaultDomain: string | null;
}

/** What realm discovery says of an address. */
export interface Realm {
  consumer: boolean;
  unmanaged: boolean;
}

/** Microsoft Entra ID: realm discovery. Tokens are verified by the viewer's room from the issuer's published keys. */
export interface Entra {
  realm(address: string, options?: { fresh?: boolean }): Promise<Realm>;
}

/** Microsoft Graph: who owns a domain. */
export interface Graph {
  /** Null when no tenant has the domain. The domain is in ASCII form. */
  tenantByDomain(domain: string, options?: { fresh?: boolean }): Promise<TenantInfo | null>;
  /** In the order of the IDs; null where no such tenant exists. Simultaneous look-ups are batched. */
  tenantsById(tenantIds: readonly string[]): Promise<(TenantInfo | null)[]>;
}

/** A membership of the Microsoft Partner Network: its global account, locations and tenants. */
export interface MembershipInfo {
  /** The global account's MPN ID. */
  mpnId: string;
  partnerName: string;
  status: "ACTIVE" | "INACTIVE" | "PENDING";
  /** MPN IDs of the locations. */
  locations: string[];
  registeredTenantId: string;
  /** The registered tenant and every other one whose work e-mails are accepted. */
  tenantIds: string[];
}

export interface PostalAddress {
  line1: string;
  line2: string | null;
  city: string;
  region: string | null;
  postalCode: string | null;
  /** ISO 3166-1 alpha-2. */
  countryCode: string;
}

/** The business profile that Microsoft vets when a tenant applies for membership. */
export interface LegalBusiness {
  companyName: string;
  address: PostalAddress;
  primaryContact: { firstName: string; lastName: string; email: string; phone: string | null };
}

export interface Vetting {
  status: "PENDING" | "AUTHORIZED" | "REJECTED";
  /** As VettingStep. */
  step: "EMAIL_OWNERSHIP" | "EMPLOYMENT_VERIFICATION" | "BUSINESS_VERIFICATION" | "DECISION";
}

export interface SellerSettings {
  displayName: string;
  accountType: "COMPANY" | "INDIVIDUAL";
  contact: { name: string; email: string; phone: string | null; address: PostalAddress | null };
  mpnId: string;
}

/** One principal: exactly one of email and applicationId is given. */
export interface Principal {
  kind: "PERSON" | "GROUP" | "APPLICATION";
  email: string | null;
  applicationId: string | null;
  displayName: string;
}

export type PartnerCenterRoleName =
  "OWNER" | "MANAGER" | "DEVELOPER" | "BUSINESS_CONTRIBUTOR" | "FINANCIAL_CONTRIBUTOR" | "MARKETER";

/** A principal in one role; `memberId` names the pair in later calls. */
export interface RoleMember extends Principal {
  memberId: string;
  role: PartnerCenterRoleName;
}

/** Whose seller account a call is about: the tenant on whose behalf it is made, and the publisher. */
export interface SellerRef {
  tenantId: string;
  publisherId: string;
}

/** An effect's idempotency key, a GUID: the receiver answers a repeat like the first request and changes nothing. */
export interface EffectKey {
  requestId: string;
}

/** Partner Center. */
export interface PartnerCenter {
  /** Null only when Partner Center says that the ID does not exist; 401, 403, 429, 5xx or another ID never mean it. */
  membershipByMpnId(mpnId: string, options?: { fresh?: boolean }): Promise<MembershipInfo | null>;
  /** Null when the tenant has no membership. */
  membershipByTenant(tenantId: string, options?: { fresh?: boolean }): Promise<MembershipInfo | null>;
  /** The tenant's membership application; null when it never applied. */
  vetting(tenantId: string): Promise<Vetting | null>;
  applyForMembership(tenantId: string, profile: LegalBusiness, key: EffectKey): Promise<Vetting>;
  /** Creates or updates the seller account; returns its seller ID. */
  saveSettings(seller: SellerRef, settings: SellerSettings, key: EffectKey): Promise<{ sellerId: string }>;
  /** The seller account's present settings; null when there is none. */
  settings(seller: SellerRef): Promise<(SellerSettings & { sellerId: string }) | null>;
  /** Everyone with a role on the seller account; empty when the account does not exist yet. */
  members(seller: SellerRef): Promise<RoleMember[]>;
  /** Returns the existing member when the principal already has the role. */
  addMember(seller: SellerRef, role: PartnerCenterRoleName, principal: Principal, key: EffectKey): Promise<RoleMember>;
  /** Removing a member who is already gone is no error. */
  removeMember(seller: SellerRef, role: PartnerCenterRoleName, memberId: string, key: EffectKey): Promise<void>;
}

/** A publisher as CPP has it; the ETag covers the publisher, its settings and its users. */
export interface CppPublisher {
  publisherId: string;
  displayName: string;
  accountType: "COMPANY" | "INDIVIDUAL";
  mpnId: string | null;
  signInEmail: string;
  locked: boolean;
  contact: { name: string; email: string; phone: string | null; address: PostalAddress | null };
  users: CppUser[];
  etag: string;
}

export interface CppUser {
  kind: "PERSON" | "GROUP" | "APPLICATION";
  email: string | null;
  applicationId: string | null;
  displayName: string | null;
  role: "OWNER" | "CONTRIBUTOR";
  identity: "WORK" | "PERSONAL_MICROSOFT_ACCOUNT";
}

/** A write came with a stale ETag. Never ignore it: read again and re-apply. */
export type StaleEtag = { stale: true };

/** Cloud Partner Portal. Writes return the new ETag, or `stale` when `etag` was not the present one (412). */
export interface Cpp {
  /** The publisher with settings and users under one ETag; null when CPP does not know it. */
  publisher(publisherId: string): Promise<CppPublisher | null>;
  lock(publisherId: string, etag: string, key: EffectKey): Promise<{ etag: string } | StaleEtag>;
  saveUser(publisherId: string, user: CppUser, etag: string, key: EffectKey): Promise<{ etag: string } | StaleEtag>;
  /** Removing a user who is already gone is no error. */
  removeUser(
    publisherId: string,
    principal: string,
    etag: string,
    key: EffectKey,
  ): Promise<{ etag: string } | StaleEtag>;
}

/**
 * A mail as text and HTML, to one bare address. `messageId` is stable per message, so that a mail sent twice is shown
 * once: a word, to which the sender's domain is added, or a whole message ID.
 */
export interface MailMessage {
  to: string;
  subject: string;
  text: string;
  html: string;
  messageId: string;
}

/** Mail by SMTP. An address that is refused for good is UpstreamRejected with the SMTP code. */
export interface Mail {
  send(message: MailMessage): Promise<void>;
}
