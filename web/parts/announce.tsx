import type { ReactNode } from "react";
import { AriaLiveAnnouncer, useAnnounce as useFluentAnnounce } from "@fluentui/react-components";

/** Provides the live region that screen readers listen to. */
export function Announcements({ children }: { children: ReactNode }) {
  return <AriaLiveAnnouncer>{children}</AriaLiveAnnouncer>;
}

/** Returns a function that announces a sentence to screen readers without interrupting them. */
export function useAnnounce(): (sentence: string) => void {
  const { announce } = useFluentAnnounce();
  return (sentence) => announce(sentence, { polite: true });
}
