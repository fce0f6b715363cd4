import { expect, test } from 'vitest'
import { mayAttempt } from '@/lib/auth/rules/attempts'

const none = { sameEmailAndOrigin: 0, sameEmail: 0, sameOrigin: 0 }

test.each([
  ['nothing failed', none, true],
  ['four failures of one account from one place', { ...none, sameEmailAndOrigin: 4 }, true],
  ['the fifth was one too many', { ...none, sameEmailAndOrigin: 5 }, false],
  ['an account guessed at from elsewhere stays open', { ...none, sameEmail: 29 }, true],
  ['but not for ever', { ...none, sameEmail: 30 }, false],
  ['a place that tries many accounts', { ...none, sameOrigin: 50 }, false],
])('%s', (_, failures, allowed) => {
  expect(mayAttempt(failures)).toBe(allowed)
})
