import { controlError } from "../control/control-error";
import { cppError } from "../cpp/cpp-error";
import { entraError } from "../entra/entra-error";
import { graphError } from "../graph/graph-error";
import { partnerCenterError } from "../partner-center/partner-center-error";
import type { Refusal } from "./refusal";

/** Each system that is served over HTTP, with the form of its errors. */
const ERROR_FORMS = {
  entra: entraError,
  graph: graphError,
  "partner-center": partnerCenterError,
  cpp: cppError,
  simulator: controlError,
} satisfies Record<string, (refusal: Refusal) => object>;

/** A system that is served over HTTP; each has its prefix, and `simulator` is the control calls. */
export type HttpSystem = keyof typeof ERROR_FORMS;

/** The system that a URL belongs to, and the rest of its path; what is nobody's goes to the control calls. */
export function locate(url: string): { system: HttpSystem; path: string } {
  const [, prefix = "", path = "/"] = /^\/([^/?]*)(.*)$/s.exec(url) ?? [];
  return Object.hasOwn(ERROR_FORMS, prefix)
    ? { system: prefix as HttpSystem, path }
    : { system: "simulator", path: url };
}

/** A refusal in the error form of a system. */
export function errorBody(system: HttpSystem, refusal: Refusal): object {
  return ERROR_FORMS[system](refusal);
}
