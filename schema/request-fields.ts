import { Field, Int } from "type-graphql";

/** Declares an input's `idempotencyKey`. */
export function IdempotencyKey(): PropertyDecorator {
  return Field(() => String, {
    nullable: true,
    description:
      "Repeat it within 24 hours with the same input, and the first outcome is returned with no second effect. Every mutation that changes state takes one.",
  });
}

/** Declares an input's `ifVersion`. */
export function IfVersion(): PropertyDecorator {
  return Field(() => Int, {
    nullable: true,
    description: "The `version` last seen; VersionConflict when it is stale.",
  });
}
