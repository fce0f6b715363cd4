import type { Attack } from '@/lib/cli/attacks/model'
import { trySignIn } from '@/lib/cli/attacks/sign-in'

const LIES = ['203.0.113.7', '198.51.100.9, 10.0.0.1', '::1', '192.0.2.33']

/** The leftmost address of the header was believed, in limits and audit alike. */
export const forwardedFor: Attack = {
  id: 'forwarded-for',
  sentence: 'wrong passwords under addresses of the guesser’s choice',
  attack: async ({ site, owner }) => {
    const email = `guessed-${Date.now()}@example.org`
    for (const lie of LIES) {
      const headers = { 'x-forwarded-for': lie, 'x-real-ip': lie, forwarded: `for=${lie}` }
      await trySignIn(site, { email, password: 'wrong' }, headers)
    }
    const { rows } = await owner.query<{ origin: string }>(
      `SELECT DISTINCT detail->>'origin' AS origin FROM audit_record WHERE subject_id = $1`,
      [email],
    )
    return `in the audit: ${rows.map(({ origin }) => origin).join(', ')}`
  },
  must: /^in the audit: 127\.0\.0\.1$/,
}
