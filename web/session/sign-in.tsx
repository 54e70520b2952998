import { useDeferredValue, useState } from "react";
import { Badge, Button, makeStyles, SearchBox, Text, tokens } from "@fluentui/react-components";
import { PersonRegular } from "@fluentui/react-icons/svg/person";
import { Empty } from "../parts/empty";
import { ListFault } from "../parts/list-fault";
import { LinesLoading } from "../parts/loading";
import { Page } from "../parts/page";
import { useLoad } from "../parts/use-load";
import { text } from "../text/text";
import { findPeople, type Person } from "./development-sign-in";

/** Asks whom to sign in as, in development, where no host signs people in. */
export function SignIn({ signInUrl, onChoose }: { signInUrl: string; onChoose: (email: string) => void }) {
  const [search, setSearch] = useState("");
  const people = useLoad((wanted, signal) => findPeople(signInUrl, wanted, signal), useDeferredValue(search));
  return (
    <Page title={text("signIn.title")} lead={text("signIn.lead")} narrow>
      <SearchBox
        aria-label={text("signIn.search")}
        placeholder={text("signIn.search")}
        value={search}
        onChange={(_, { value }) => setSearch(value)}
      />
      {people.error ? (
        <ListFault error={people.error} onRetry={people.again} />
      ) : !people.data ? (
        <LinesLoading what={text("loading.people")} />
      ) : people.data.length === 0 ? (
        <Empty>{text("signIn.nobody", { search })}</Empty>
      ) : (
        <People people={people.data} onChoose={onChoose} />
      )}
    </Page>
  );
}

function People({ people, onChoose }: { people: Person[]; onChoose: (email: string) => void }) {
  const styles = useStyles();
  return (
    <ul className={styles.list}>
      {people.map((person) => (
        <li key={person.email}>
          <Button
            appearance="subtle"
            className={styles.person}
            icon={<PersonRegular />}
            onClick={() => onChoose(person.email)}
          >
            <span className={styles.told}>
              <Text weight="semibold">{person.displayName}</Text>
              <Text size={200}>{person.email}</Text>
              {person.accounts.map(({ publisherId, displayName, role }) => (
                <Text key={publisherId} size={200} className={styles.quiet}>
                  {text(role === "Owner" ? "signIn.owner" : "signIn.contributor", { account: displayName })}
                </Text>
              ))}
            </span>
            {person.roles.includes("Support") && <Badge appearance="tint">{text("signIn.support")}</Badge>}
          </Button>
        </li>
      ))}
    </ul>
  );
}

const useStyles = makeStyles({
  list: { listStyleType: "none", margin: 0, padding: 0, display: "grid", gap: tokens.spacingVerticalXS },
  person: { width: "100%", justifyContent: "flex-start", textAlign: "start", fontWeight: "normal" },
  told: { display: "grid", flexGrow: 1, minWidth: 0, overflowWrap: "anywhere" },
  quiet: { color: tokens.colorNeutralForeground3 },
});
