import { type Refusal } from "../http/refusal";

/** Formats an error as Partner Center does; where no code is documented, the status is the code. */
export function partnerCenterError({ status, code, message }: Refusal): object {
  return { code: code ?? status, description: message, data: [], source: "PartnerFD" };
}
