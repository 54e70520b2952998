/** One bare address: nothing in it can end a header, name a second receiver or quote its way out. */
const bare =
  /^[^\s@<>()[\]\\,;:"\p{Cc}\p{Zl}\p{Zp}]{1,64}@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/iu;

/** Whether the text is one address to which a mail can go. */
export function isBareAddress(text: string): boolean {
  return text.length <= 254 && bare.test(text);
}

/** The message ID in the form of RFC 5322, under the sender's domain unless it has one; null when it cannot be one. */
export function messageIdOf(id: string, sender: string): string | null {
  const inner = id.replace(/^<(.*)>$/, "$1");
  const domain = /@([a-z0-9.-]+)>?\s*$/i.exec(sender)?.[1] ?? "localhost";
  const whole = inner.includes("@") ? inner : `${inner}@${domain}`;
  return /^[\w.!#$%&'*+/=?^`{|}~-]{1,200}@[a-z0-9.-]{1,200}$/i.test(whole) ? `<${whole}>` : null;
}
