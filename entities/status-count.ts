import { Column, Entity, PrimaryColumn } from "typeorm";
import { word } from "./columns";
import type { MigrationStatus } from "./words";

/**
 * The number of accounts with a status, among those whose IDs begin with a character. Updated in the transaction that
 * changes the status. Sharded, so that accounts do not wait for each other.
 */
@Entity("status_count")
export class StatusCount {
  @PrimaryColumn({ name: "shard", type: "varchar", length: 1 }) shard: string;
  @PrimaryColumn({ name: "status", ...word }) status: MigrationStatus;
  @Column({ name: "accounts", type: "int" }) accounts: number;
}
