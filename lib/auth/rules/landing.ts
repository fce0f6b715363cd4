/**
 * Where somebody lands after signing in or out: the page that was asked for where it is one of this site, else its first
 * page. Never throws, whatever the address holds.
 *
 * @param asked a path or a whole address, from the sender
 * @param base the address of this site
 */
export function landingOf(asked: string, base: string): string {
  return isOfThisSite(asked, base) ? new URL(asked, base).href : new URL('/', base).href
}

/** Whether an address leads to a page of this site. */
export function isOfThisSite(asked: string, base: string): boolean {
  if (!/^(\/(?![/\\])|https?:\/\/)/i.test(asked) || !URL.canParse(asked, base)) return false
  return new URL(asked, base).origin === new URL(base).origin
}
