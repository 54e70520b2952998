import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Migration as MigrationRow } from "../../entities/migration";
import type { Tenant as TenantRow } from "../../entities/tenant";
import {
  InvalidInput,
  OwnerRoleRequired,
  PersonalAccountNotAllowed,
  Problem,
  TenantAlreadyEnrolled,
  TenantMismatch,
  UserAlreadyAdded,
} from "../../schema";
import { format, isMessageKey } from "../messages/format";
import { membershipView, type MpnView } from "../mpn/mpn-view-rules";
import type { ShownUser as UserRow } from "../user/shown-user-loader";
import { mayBeNamed } from "../viewer/sight";
import type { Context } from "./context";
import type { Soon } from "./loader";
import { problemMessage } from "./problem-message";
import type { Refused } from "./refused";

type Of<Name extends Refused["__typename"]> = Extract<Refused, { __typename: Name }>;

const worthRetrying = new Set<Refused["__typename"]>(["TooManyAttempts", "TemporarilyUnavailable"]);

@Resolver(() => Problem)
export class ProblemResolver {
  @FieldResolver()
  message(@Root() problem: Refused, @Ctx() context: Context): Promise<string> {
    return problemMessage(context, problem);
  }

  @FieldResolver()
  safeToRetry(@Root() problem: Refused): boolean {
    return worthRetrying.has(problem.__typename);
  }

  @FieldResolver()
  current(@Root() { accountId }: Refused, @Ctx() { loaders }: Context): Soon<MigrationRow | null> {
    return accountId === null ? null : loaders.migration.load(accountId);
  }
}

@Resolver(() => TenantMismatch)
export class TenantMismatchResolver {
  @FieldResolver()
  expectedTenant(@Root() { tenantId }: Of<"TenantMismatch">, @Ctx() { loaders }: Context): Soon<TenantRow | null> {
    return loaders.tenant.load(tenantId);
  }
}

@Resolver(() => PersonalAccountNotAllowed)
export class PersonalAccountNotAllowedResolver {
  @FieldResolver()
  async mpnTenant(
    @Root() problem: Of<"PersonalAccountNotAllowed">,
    @Ctx() context: Context,
  ): Promise<TenantRow | null> {
    const { tenantId, accountId } = problem;
    if (tenantId === null || accountId === null || !(await mayBeNamed(context, accountId))) return null;
    return context.loaders.tenant.load(tenantId);
  }
}

@Resolver(() => TenantAlreadyEnrolled)
export class TenantAlreadyEnrolledResolver {
  @FieldResolver()
  async membership(@Root() problem: Of<"TenantAlreadyEnrolled">, @Ctx() { loaders }: Context): Promise<MpnView> {
    const { accountId, mpnId } = problem;
    const membership = await loaders.membership.load(mpnId);
    return membershipView(accountId!, [accountId!, mpnId], membership!);
  }
}

@Resolver(() => OwnerRoleRequired)
export class OwnerRoleRequiredResolver {
  @FieldResolver()
  owners(@Root() { accountId }: Refused, @Ctx() { loaders }: Context): Soon<UserRow[]> {
    return accountId === null ? [] : loaders.owners.load(accountId);
  }
}

@Resolver(() => UserAlreadyAdded)
export class UserAlreadyAddedResolver {
  @FieldResolver()
  user(@Root() { accountId, userId }: Of<"UserAlreadyAdded">, @Ctx() { loaders }: Context): Soon<UserRow | null> {
    return loaders.user.load({ accountId: accountId!, id: userId });
  }
}

@Resolver(() => InvalidInput)
export class InvalidInputResolver {
  @FieldResolver()
  fields(@Root() { fields }: Of<"InvalidInput">, @Ctx() { locale }: Context): { path: string[]; message: string }[] {
    return fields.map(({ path, message, params }) => ({
      path,
      message: isMessageKey(message) ? format(locale, message, params) : message,
    }));
  }
}
