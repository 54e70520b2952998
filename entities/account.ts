import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { accountId, guid, json, word } from "./columns";
import type { AccountType } from "./words";

/** A postal address as CPP and Partner Center have it. */
export interface AddressValue {
  line1: string;
  line2: string | null;
  city: string;
  region: string | null;
  postalCode: string | null;
  /** ISO 3166-1 alpha-2. */
  countryCode: string;
}

/** The contact for customers and Microsoft. */
export interface ContactValue {
  name: string;
  email: string;
  phone: string | null;
  address: AddressValue | null;
}

/** A publisher account of the commercial marketplace. CPP owns the row until the migration is COMPLETED. */
@Entity("account")
@Index("account_publisher", ["publisherId"], { unique: true })
@Index("account_sort", ["sortName", "id"])
export class Account {
  /** Derived from the publisher ID, so that an import needs no look-up. */
  @PrimaryColumn({ name: "id", ...accountId }) id: string;
  @Column({ name: "publisher_id", type: "varchar", length: 64 }) publisherId: string;
  @Column({ name: "display_name", type: "varchar", length: 256 }) displayName: string;
  /** The display name folded for sorting: the order of every list, the same in both databases. */
  @Column({ name: "sort_name", type: "varchar", length: 128 }) sortName: string;
  @Column({ name: "account_type", ...word }) accountType: AccountType;
  /** As typed in CPP: may be malformed or unknown. */
  @Column({ name: "mpn_id", type: "varchar", length: 64, nullable: true }) mpnId: string | null;
  @Column({ name: "sign_in_email", type: "varchar", length: 254 }) signInEmail: string;
  /** The CPP account signs in with a personal Microsoft account. */
  @Column({ name: "sign_in_personal", type: "boolean" }) signInPersonal: boolean;
  @Column({ name: "seller_contact", ...json }) sellerContact: ContactValue;
  /** Assigned by Partner Center. */
  @Column({ name: "seller_id", type: "varchar", length: 64, nullable: true }) sellerId: string | null;
  @Column({ name: "settings_version", type: "int" }) settingsVersion: number;
  /** The number of timeline events, which is the last one's sequence number. */
  @Column({ name: "event_count", type: "int" }) eventCount: number;
  /** SHA-256 of the export row last taken over, by which an unchanged row is recognized. */
  @Column({ name: "import_hash", type: "varchar", length: 43 }) importHash: string;
  /** The tenant in which the seller account was created, or is about to be. */
  @Column({ name: "seller_tenant_id", ...guid, nullable: true }) sellerTenantId: string | null;
}
