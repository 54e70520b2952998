import { controlError } from "../control/control-error";
import { cppError } from "../cpp/cpp-error";
import { entraError } from "../entra/entra-error";
import { graphError } from "../graph/graph-error";
import { partnerCenterError } from "../partner-center/partner-center-error";
import type { Refusal } from "./refusal";

/** The systems served over HTTP, each with its error format. */
const ERROR_FORMS = {
  entra: entraError,
  graph: graphError,
  "partner-center": partnerCenterError,
  cpp: cppError,
  simulator: controlError,
} satisfies Record<string, (refusal: Refusal) => object>;

/** A system served over HTTP, by its URL prefix; `simulator` is the control calls. */
export type HttpSystem = keyof typeof ERROR_FORMS;

/** Splits a URL into its system and the rest; an unknown prefix belongs to the control calls. */
export function locate(url: string): { system: HttpSystem; path: string } {
  const [, prefix = "", path = "/"] = /^\/([^/?]*)(.*)$/s.exec(url) ?? [];
  return Object.hasOwn(ERROR_FORMS, prefix)
    ? { system: prefix as HttpSystem, path }
    : { system: "simulator", path: url };
}

/** Formats a refusal as an error of a system. */
export function errorBody(system: HttpSystem, refusal: Refusal): object {
  return ERROR_FORMS[system](refusal);
}
