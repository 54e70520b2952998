import { type Refusal } from "../http/refusal";

/** An error as Partner Center writes it; where no code is documented, it is the status. */
export function partnerCenterError({ status, code, message }: Refusal): object {
  return { code: code ?? status, description: message, data: [], source: "PartnerFD" };
}
