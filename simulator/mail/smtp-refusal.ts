/** Makes an error that the SMTP server sends with that code. */
export function smtpRefusal(responseCode: number, message: string): Error & { responseCode: number } {
  return Object.assign(new Error(message), { responseCode });
}
