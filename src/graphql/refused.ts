import type { Refusal } from "../../entities/refusal";

/** A refusal and the account that it is about; null when the viewer may not know of one. */
export type Refused = Refusal & { accountId: string | null };
