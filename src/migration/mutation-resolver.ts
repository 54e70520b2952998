import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import {
  ConfirmWorkEmailInput,
  ConfirmWorkEmailResult,
  EnrollInMpnInput,
  EnrollInMpnResult,
  MigrationActionInput,
  MigrationActionResult,
  StartMigrationInput,
  StartMigrationResult,
  SubmitWorkEmailInput,
  SubmitWorkEmailResult,
} from "../../schema";
import type { Context } from "../graphql/context";
import { keyOf } from "../graphql/node-id";
import type { ActResult } from "./act";
import { confirmWorkEmail } from "./confirm-work-email";
import { applyForMembership, enrollWithExistingId } from "./enroll-in-mpn";
import { cancelMigration, retryMigration } from "./retry-and-cancel";
import { startMigration } from "./start-migration";
import { submitWorkEmail } from "./submit-work-email";

@Resolver()
export class MigrationMutations {
  @Mutation(() => StartMigrationResult, {
    description:
      "Start the migration. Naturally idempotent: a second owner who starts the same account gets the same migration.",
  })
  startMigration(
    @Arg("input", () => StartMigrationInput) input: StartMigrationInput,
    @Ctx() context: Context,
  ): Promise<ActResult> {
    return startMigration(context, keyOf("Account", input.accountId), input);
  }

  @Mutation(() => SubmitWorkEmailResult, {
    description:
      "Answer the WORK_EMAIL requirement. The address's tenant must be one associated with the account's MPN ID. If the viewer is signed in as that address, it is accepted at once; any other address is sent a code.",
  })
  submitWorkEmail(
    @Arg("input", () => SubmitWorkEmailInput) input: SubmitWorkEmailInput,
    @Ctx() context: Context,
  ): Promise<ActResult> {
    return submitWorkEmail(context, keyOf("Migration", input.migrationId), input);
  }

  @Mutation(() => ConfirmWorkEmailResult, { description: "Confirm the work e-mail with the code that was sent to it." })
  confirmWorkEmail(
    @Arg("input", () => ConfirmWorkEmailInput) input: ConfirmWorkEmailInput,
    @Ctx() context: Context,
  ): Promise<ActResult> {
    return confirmWorkEmail(context, keyOf("Migration", input.migrationId), input);
  }

  @Mutation(() => EnrollInMpnResult, {
    description: "Answer the MPN_MEMBERSHIP requirement: provide an existing MPN ID, or apply for membership.",
  })
  enrollInMpn(
    @Arg("input", () => EnrollInMpnInput) input: EnrollInMpnInput,
    @Ctx() context: Context,
  ): Promise<ActResult> {
    const answer = input.by.application ? applyForMembership : enrollWithExistingId;
    return answer(context, keyOf("Migration", input.migrationId), input);
  }

  @Mutation(() => MigrationActionResult, {
    description: "Move from FAILED to VERIFYING as a new attempt; finished steps are not repeated.",
  })
  retryMigration(
    @Arg("input", () => MigrationActionInput) input: MigrationActionInput,
    @Ctx() context: Context,
  ): Promise<ActResult> {
    return retryMigration(context, keyOf("Migration", input.migrationId), input);
  }

  @Mutation(() => MigrationActionResult, {
    description:
      "Move from ACTION_REQUIRED, VERIFYING or FAILED to CANCELED. Refused once MIGRATING, or once CPP is read-only.",
  })
  cancelMigration(
    @Arg("input", () => MigrationActionInput) input: MigrationActionInput,
    @Ctx() context: Context,
  ): Promise<ActResult> {
    return cancelMigration(context, keyOf("Migration", input.migrationId), input);
  }
}
