import type Database from "better-sqlite3";
import type { Person } from "../world/world";
import { documentTable } from "./document-table";
import { emailKey } from "./keys";

/** The people who can sign in, by e-mail address. */
export function peopleStore(database: Database.Database) {
  const documents = documentTable<Person>(database, "people");
  return {
    find: (email: string) => documents.find(emailKey(email)),
    list: () => documents.list(),
    save: (person: Person) => documents.save(emailKey(person.email), person),
    add(person: Person): void {
      if (!documents.find(emailKey(person.email))) documents.save(emailKey(person.email), person);
    },
  };
}
