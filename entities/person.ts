import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { guid, instant } from "./columns";

/**
 * Who a person is: tenant and object ID, bound for good to the address of their first proven sign-in. The tenant is their
 * own, so that it says the kind of account: one of its own has all personal ones.
 */
@Entity("person")
@Index("person_address_tenant", ["address", "tenantId"], { unique: true })
export class Person {
  @PrimaryColumn({ name: "tenant_id", ...guid }) tenantId: string;
  @PrimaryColumn({ name: "object_id", ...guid }) objectId: string;
  /** In lower case. Another person with the same address and the same kind of account is bound to nothing. */
  @Column({ name: "address", type: "varchar", length: 254 }) address: string;
  @Column({ name: "bound_at", ...instant }) boundAt: number;
}
