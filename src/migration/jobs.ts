import type { JobKind } from "../../entities/job";
import type { JobHandler } from "../outbox/job-outcome";
import { advance } from "./advance";
import { followVetting } from "./follow-vetting";
import { mailCode } from "./mail-code";

/** Who does which kind of job. */
export const jobHandlers: Readonly<Record<JobKind, JobHandler>> = {
  "advance@1": advance,
  "vetting@1": followVetting,
  "code-mail@1": mailCode,
};
