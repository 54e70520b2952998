import { Column, Entity, PrimaryColumn } from "typeorm";
import { guid, instant } from "./columns";

/** A Microsoft Entra tenant, as the directory last described it. */
@Entity("tenant")
export class Tenant {
  @PrimaryColumn({ name: "tenant_id", ...guid }) tenantId: string;
  @Column({ name: "display_name", type: "varchar", length: 256 }) displayName: string;
  @Column({ name: "default_domain", type: "varchar", length: 253, nullable: true }) defaultDomain: string | null;
  @Column({ name: "checked_at", ...instant }) checkedAt: number;
}
