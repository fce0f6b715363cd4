import type { Mechanism } from '@/lib/inventory/model/facts'
import type { Chosen, Offer } from '@/lib/restores/methods/model/method'
import type { PreflightFacts } from '@/lib/restores/model/preflight'
import type { PreflightCheck } from '@/lib/restores/model/restore'
import { begins, doubtOf } from '@/lib/restores/rules/doubt'
import { HOUR } from '@/lib/time/durations'
import { formatAge, formatInstant } from '@/lib/time/instants'

/** Takes a picked point of these mechanisms; for what restores from one point. */
export function chooseA(mechanisms: readonly Mechanism[]): (offer: Offer) => Chosen | null {
  return ({ point }) => {
    if (!point || !mechanisms.includes(point.mechanism)) return null
    const { consistentAt: pointAt, identifier: pointKey, location, region } = point
    return { point, window: null, pointAt, pointKey, location, region }
  }
}

/** Whether a point is still there, whole, and will be when it is asked for. */
export function pointCheck(facts: PreflightFacts): PreflightCheck {
  const { point, now } = facts
  const check = { key: 'point', title: 'Point is live and complete' }
  if (!point) return { ...check, outcome: 'fail', sentence: 'There is no such recovery point.' }
  if (point.goneAt !== null) {
    return {
      ...check,
      outcome: 'fail',
      sentence: `${point.identifier} is gone since ${formatInstant(point.goneAt, now)} UTC.`,
    }
  }
  if (point.status !== 'available') {
    return { ...check, outcome: 'fail', sentence: `${point.identifier} is ${point.status}, not available.` }
  }
  if (point.expiresAt !== null && point.expiresAt <= now) {
    return {
      ...check,
      outcome: 'fail',
      sentence: `${point.identifier} expired ${formatInstant(point.expiresAt, now)} UTC.`,
    }
  }
  const doubt = doubtOf(facts, point)
  if (doubt !== null) {
    const sentence = `${begins(doubt)}: it was last seen ${formatAge(point.confirmedAt, now)} and may be gone.`
    return { ...check, outcome: 'unknown', sentence }
  }
  if (point.expiresAt !== null && point.expiresAt - now < 24 * HOUR) {
    return { ...check, outcome: 'warn', sentence: `It expires ${formatAge(point.expiresAt, now)}.` }
  }
  return { ...check, outcome: 'pass', sentence: `${point.identifier}, seen ${formatAge(point.confirmedAt, now)}.` }
}
