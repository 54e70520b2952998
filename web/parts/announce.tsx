import type { ReactNode } from "react";
import { AriaLiveAnnouncer, useAnnounce as useFluentAnnounce } from "@fluentui/react-components";

/** Where screen readers hear of what happens. */
export function Announcements({ children }: { children: ReactNode }) {
  return <AriaLiveAnnouncer>{children}</AriaLiveAnnouncer>;
}

/** Tells screen readers what has just happened, after what they are saying. */
export function useAnnounce(): (sentence: string) => void {
  const { announce } = useFluentAnnounce();
  return (sentence) => announce(sentence, { polite: true });
}
