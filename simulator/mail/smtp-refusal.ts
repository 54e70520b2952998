/** A "no" as the SMTP server answers it. */
export function smtpRefusal(responseCode: number, message: string): Error & { responseCode: number } {
  return Object.assign(new Error(message), { responseCode });
}
