import type { Refusal } from "../../entities/refusal";

/** A refusal and the account whose migration it speaks of; null when the viewer may not know of any. */
export type Refused = Refusal & { accountId: string | null };
