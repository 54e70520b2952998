import { Entity, PrimaryColumn } from "typeorm";

/** A stem by which some account is, or once was, found: tells which terms begin with what somebody typed. */
@Entity("search_stem")
export class SearchStem {
  @PrimaryColumn({ name: "stem", type: "varchar", length: 64 }) stem: string;
}
