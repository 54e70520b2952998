import { Query, Resolver } from "type-graphql";
import { Program } from "../../schema";

@Resolver()
export class ProgramResolver {
  @Query(() => Program, {
    nullable: true,
    description: "The migration of all accounts; null unless the viewer holds the support role.",
  })
  program(): Program | null {
    return null;
  }
}
