/** How often each call was received. */
export type Calls = ReturnType<typeof createCalls>;

/** Creates call counts that start at zero. */
export function createCalls() {
  const counts = new Map<string, number>();
  return {
    count(system: string, method: string, template: string): void {
      const call = `${system} ${method} ${template}`.trimEnd();
      counts.set(call, (counts.get(call) ?? 0) + 1);
    },
    /** Returns the counts of one system, or of all systems, by `system METHOD path-template`. */
    list(system?: string): Record<string, number> {
      return Object.fromEntries([...counts].filter(([call]) => system === undefined || call.startsWith(`${system} `)));
    },
  };
}
