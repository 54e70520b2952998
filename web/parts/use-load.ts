import { useEffect, useState } from "react";

interface Loaded<Data> {
  of: string;
  data?: Data;
  error?: unknown;
}

/** Loads `wanted`, and loads again when it changes; aborts a load that is no longer wanted. */
export function useLoad<Data>(load: (wanted: string, signal: AbortSignal) => Promise<Data>, wanted: string) {
  const [loaded, setLoaded] = useState<Loaded<Data>>({ of: wanted });
  const [tries, setTries] = useState(0);
  useEffect(() => {
    const given = new AbortController();
    load(wanted, given.signal).then(
      (data) => setLoaded({ of: wanted, data }),
      (error: unknown) => {
        if (!given.signal.aborted) setLoaded({ of: wanted, error });
      },
    );
    return () => given.abort();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the same thing is loaded whoever says how
  }, [wanted, tries]);
  return { ...loaded, again: () => setTries((count) => count + 1) };
}
