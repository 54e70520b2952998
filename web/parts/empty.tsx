import type { ReactNode } from "react";
import { Text, tokens } from "@fluentui/react-components";

/** Says that a list is empty, and why. */
export function Empty({ children }: { children: ReactNode }) {
  return (
    <Text as="p" style={{ color: tokens.colorNeutralForeground3, margin: 0 }}>
      {children}
    </Text>
  );
}
