import { FieldResolver, Resolver, Root } from "type-graphql";
import { AccountConnection, AccountUserConnection, TimelineConnection } from "../../schema";
import type { Connection } from "./connection";

@Resolver(() => AccountConnection)
export class AccountTotalResolver {
  @FieldResolver()
  totalCount(@Root() list: Connection<unknown>): Promise<number> | number {
    return list.count();
  }
}

@Resolver(() => AccountUserConnection)
export class UserTotalResolver {
  @FieldResolver()
  totalCount(@Root() list: Connection<unknown>): Promise<number> | number {
    return list.count();
  }
}

@Resolver(() => TimelineConnection)
export class TimelineTotalResolver {
  @FieldResolver()
  totalCount(@Root() list: Connection<unknown>): Promise<number> | number {
    return list.count();
  }
}
