// Notifications turn `[label](command:…)` into a link that runs a command. Names and data that others wrote must not.

/** The text as it reads, with no link in it. */
export function plainText(text: string): string {
  // An invisible word joiner between the brackets keeps them from making a link.
  return text.replaceAll('](', ']\u2060(');
}
