import { createContext, use, useLayoutEffect, useMemo, useRef, type ReactNode, type RefObject } from "react";
import { useLocation } from "react-router";

interface Journey {
  /** Records the page that is shown now and returns whether the person comes from elsewhere. */
  arrive: (page: string) => boolean;
  /** Records that the person is leaving what is shown now, even if the address stays. */
  leave: () => void;
}

const ArrivalContext = createContext<Journey>({ arrive: () => false, leave: () => undefined });

/** Remembers the last page while the next one loads. */
export function Arrivals({ children }: { children: ReactNode }) {
  const shown = useRef<string | null>(null);
  const journey = useMemo<Journey>(
    () => ({
      arrive: (page) => {
        const last = shown.current;
        shown.current = page;
        return last !== null && last !== page;
      },
      leave: () => {
        shown.current = "";
      },
    }),
    [],
  );
  return <ArrivalContext value={journey}>{children}</ArrivalContext>;
}

/** Returns a ref to a page's title, which gets the focus when the person comes from another page. */
export function useArrival(): RefObject<HTMLHeadingElement | null> {
  const page = useLocation().pathname.replace(/\/migration$/, "");
  const { arrive } = use(ArrivalContext);
  const title = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    if (arrive(page)) title.current?.focus();
  }, [arrive, page]);
  return title;
}

/** Returns a function to call before one page replaces another at the same address. */
export const useLeave = (): (() => void) => use(ArrivalContext).leave;
