import { statusName, type Refusal } from "../http/refusal";

/** An error as CPP writes it. */
export function cppError({ status, code, message }: Refusal): object {
  return { error: { code: code ?? statusName(status), message } };
}
