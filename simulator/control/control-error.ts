import { type Refusal } from "../http/refusal";

/** Formats an error of the control calls. */
export function controlError({ message }: Refusal): object {
  return { error: message };
}
