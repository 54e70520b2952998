/** One bare address: it cannot end a header, add a second recipient or escape by quoting. */
const bare =
  /^[^\s@<>()[\]\\,;:"\p{Cc}\p{Zl}\p{Zp}]{1,64}@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/iu;

/** Whether the text is a single address that mail can be sent to. */
export function isBareAddress(text: string): boolean {
  return text.length <= 254 && bare.test(text);
}

/** Formats a message ID by RFC 5322, under the sender's domain unless it has one; null when it would be invalid. */
export function messageIdOf(id: string, sender: string): string | null {
  const inner = id.replace(/^<(.*)>$/, "$1");
  const domain = /@([a-z0-9.-]+)>?\s*$/i.exec(sender)?.[1] ?? "localhost";
  const whole = inner.includes("@") ? inner : `${inner}@${domain}`;
  return /^[\w.!#$%&'*+/=?^`{|}~-]{1,200}@[a-z0-9.-]{1,200}$/i.test(whole) ? `<${whole}>` : null;
}
