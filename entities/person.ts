import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { guid, instant } from "./columns";

/**
 * A person: tenant and object ID, bound permanently to the address of their first proven sign-in. The tenant is their
 * own, so it tells the kind of account: all personal accounts have the consumer tenant.
 */
@Entity("person")
@Index("person_address_tenant", ["address", "tenantId"], { unique: true })
export class Person {
  @PrimaryColumn({ name: "tenant_id", ...guid }) tenantId: string;
  @PrimaryColumn({ name: "object_id", ...guid }) objectId: string;
  /** In lower case. Another person with the same address and kind of account is not bound. */
  @Column({ name: "address", type: "varchar", length: 254 }) address: string;
  @Column({ name: "bound_at", ...instant }) boundAt: number;
}
