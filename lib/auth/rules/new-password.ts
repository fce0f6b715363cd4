/** How long a password that a person makes up may be, in characters. */
const NEW_PASSWORD = { least: 12, most: 200 }

/**
 * What is wrong with a new password, as a sentence; null when it may be taken. Characters are counted as the hash sees
 * them (NFKC), so that one letter with an accent is one however it was typed.
 *
 * @param email the address of the account: whoever guesses begins with it
 */
export function newPasswordFault(
  password: string,
  { current, email }: { current: string; email: string },
): string | null {
  if (!password.isWellFormed()) return 'Type it anew: it holds half a character, which no keyboard can repeat.'
  const normal = password.normalize('NFKC')
  const length = [...normal].length
  if (length < NEW_PASSWORD.least) return `Expected at least ${NEW_PASSWORD.least} characters; this has ${length}.`
  if (length > NEW_PASSWORD.most) return `Expected at most ${NEW_PASSWORD.most} characters; this has ${length}.`
  if (normal.trim() === '') return 'Expected more than spaces.'
  if (normal === current.normalize('NFKC')) return 'This is the password that you have now.'
  if (normal.trim().toLowerCase() === email.normalize('NFKC').toLowerCase()) return 'This is your address.'
  return null
}
