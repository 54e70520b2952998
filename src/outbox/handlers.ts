import type { JobKind } from "../../entities/job";
import { advance } from "../migration/advance";
import { followVetting } from "../migration/follow-vetting";
import { mailCode } from "../migration/mail-code";
import { adoptFromPartnerCenter } from "../user/adopt";
import { lockAgain } from "../user/lock-again";
import { restoreSettings } from "../user/restore-settings";
import { syncToCpp } from "../user/sync-to-cpp";
import type { JobHandler } from "./job-outcome";

/** The handler of each kind of job. */
export const jobHandlers: Readonly<Record<JobKind, JobHandler>> = {
  "advance@1": advance,
  "vetting@1": followVetting,
  "code-mail@1": mailCode,
  "cpp-sync@1": syncToCpp,
  "adopt@1": adoptFromPartnerCenter,
  "cpp-lock@1": lockAgain,
  "restore-settings@1": restoreSettings,
};
