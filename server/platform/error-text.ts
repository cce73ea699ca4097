/**
 * What of an error's text may be logged. Drizzle writes a failed statement's parameters into its message, and with them
 * addresses and session tokens; the statement says where to look, and the cause stands in the stack below.
 */
export function withoutParameters(text: string): string {
  return text.replaceAll(/\nparams: [\s\S]*?(?=\n {4}at |$)/g, "\nparams: [redacted]");
}
