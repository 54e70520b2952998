import { createContext, use, useMemo, useState, type ReactNode } from "react";
import { ApolloProvider } from "@apollo/client/react";
import { createClient } from "../client/create-client";
import { createLive, LiveContext } from "../client/live";
import { useLeave } from "../parts/arrival";
import { ConnectionFault } from "../parts/connection-fault";
import { Loading } from "../parts/loading";
import { useLoad } from "../parts/use-load";
import { text } from "../text/text";
import { remembered, signedInAs } from "./development-sign-in";
import type { Host } from "./host";
import { SignIn } from "./sign-in";

/** The settings that the service gives the page at its start. */
interface Settings {
  /** The URL of the development sign-in; null if the host signs people in. */
  signInUrl: string | null;
}

const SessionContext = createContext<Host | null>(null);

/** Returns the host that has signed the person in. */
export function useSession(): Host {
  const host = use(SessionContext);
  if (!host) throw new Error("nobody is signed in");
  return host;
}

/** Shows the page to the person that the host has signed in; in development, asks whom to sign in as. */
export function Session({ children }: { children: ReactNode }) {
  return window.publisherPageHost ? (
    <SignedIn host={window.publisherPageHost}>{children}</SignedIn>
  ) : (
    <DevelopmentSession>{children}</DevelopmentSession>
  );
}

function DevelopmentSession({ children }: { children: ReactNode }) {
  const leave = useLeave();
  const settings = useLoad(readSettings, "");
  const [email, setEmail] = useState(remembered.read);
  const signInUrl = settings.data?.signInUrl ?? null;
  const host = useMemo(() => {
    if (signInUrl === null || email === null) return null;
    return signedInAs(signInUrl, email, () => {
      leave();
      remembered.clear();
      setEmail(null);
    });
  }, [leave, signInUrl, email]);

  if (settings.error) return <ConnectionFault onRetry={settings.again} />;
  if (!settings.data) return <Loading what={text("loading.page")} />;
  if (signInUrl === null) return <ConnectionFault message={text("signIn.noHost")} />;
  if (host)
    return (
      <SignedIn key={email} host={host}>
        {children}
      </SignedIn>
    );
  const choose = (chosen: string) => {
    leave();
    remembered.write(chosen);
    setEmail(chosen);
  };
  return <SignIn signInUrl={signInUrl} onChoose={choose} />;
}

function SignedIn({ host, children }: { host: Host; children: ReactNode }) {
  const [{ live, client }] = useState(() => {
    const live = createLive(host);
    return { live, client: createClient(host, live) };
  });
  return (
    <SessionContext value={host}>
      <LiveContext value={live}>
        <ApolloProvider client={client}>{children}</ApolloProvider>
      </LiveContext>
    </SessionContext>
  );
}

async function readSettings(_: string, signal: AbortSignal): Promise<Settings> {
  const response = await fetch("/config.json", { signal });
  // A static host may have no settings: then its site signs people in.
  if (response.status === 404) return { signInUrl: null };
  if (!response.ok) throw new Error(`the settings answered ${response.status}`);
  return (await response.json()) as Settings;
}
