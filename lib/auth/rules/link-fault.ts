/** What of a link says whether it may be followed. */
export type LinkState = { expiresAt: Date; endedWhy: string | null }

const ENDED: Record<string, string> = {
  used: 'This link was used already. Sign in with the password you set; if it was not you, tell an admin at once.',
  superseded: 'A newer link has taken the place of this one. Ask an admin which one holds.',
  disabled: 'The account of this link was disabled. Ask an admin.',
}
const ASK = 'Ask an admin for a new one.'

/**
 * Why a link may not be followed: a word for the audit, and a sentence for whoever holds its token. Null: it may.
 *
 * @param link null when no link has this token
 * @param now epoch milliseconds
 */
export function linkFault(link: LinkState | null, now: number): { why: string; says: string } | null {
  if (!link) return { why: 'unknown', says: `There is no such link. ${ASK}` }
  const { endedWhy, expiresAt } = link
  if (endedWhy !== null) return { why: endedWhy, says: ENDED[endedWhy] ?? `This link has ended. ${ASK}` }
  if (expiresAt.getTime() <= now) return { why: 'expired', says: `This link has expired: it held for 1 h. ${ASK}` }
  return null
}
