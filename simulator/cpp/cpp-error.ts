import { statusName, type Refusal } from "../http/refusal";

/** Formats an error as CPP does. */
export function cppError({ status, code, message }: Refusal): object {
  return { error: { code: code ?? statusName(status), message } };
}
