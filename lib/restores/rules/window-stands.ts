import type { Mechanism } from '@/lib/inventory/model/facts'
import { locationOf, RDS_STORE } from '@/lib/inventory/places/location'
import type { Chosen, Offer } from '@/lib/restores/methods/model/method'
import type { PreflightFacts } from '@/lib/restores/model/preflight'
import type { PreflightCheck } from '@/lib/restores/model/restore'
import { begins, doubtOf } from '@/lib/restores/rules/doubt'
import { pointTimeKey } from '@/lib/restores/rules/point-time'
import { formatAge, formatInstant } from '@/lib/time/instants'

/** Takes a picked second, in the named window of this mechanism, else in the source's own region's, else in any. */
export function chooseSecond(mechanism: Mechanism): (offer: Offer) => Chosen | null {
  return ({ source, at, windows: all, location }) => {
    if (at === null) return null
    const windows = all.filter((one) => one.mechanism === mechanism)
    const own = windows.find((one) => one.region === source.region && one.goneAt === null)
    const window = (location ? windows.find((one) => one.location === location) : (own ?? windows[0])) ?? null
    return {
      ...{ point: null, window, pointAt: at, pointKey: pointTimeKey(at), region: window?.region ?? source.region },
      location: window?.location ?? locationOf(source.region, source.accountId, RDS_STORE),
    }
  }
}

/** Whether the second is inside a window that is still there. */
export function windowCheck(facts: PreflightFacts): PreflightCheck {
  const { window, pointAt, source, now } = facts
  const title = 'Point is inside the restore window'
  const check = { key: 'window', title }
  if (!window || window.goneAt !== null) {
    return {
      ...check,
      outcome: 'fail',
      sentence: `${source.identifier} has no restore window: continuous backup is not on.`,
    }
  }
  const named = `${formatInstant(window.earliest, now)} to ${formatInstant(window.latest, now)} UTC`
  if (pointAt < window.earliest || pointAt > window.latest) {
    const sentence = `${formatInstant(pointAt, now)} UTC is outside the restore window, ${named}.`
    return { ...check, outcome: 'fail', sentence }
  }
  const doubt = doubtOf(facts, { ...window, confirmedAt: window.observedAt })
  if (doubt !== null) {
    const sentence = `${begins(doubt)}: the window was last seen ${formatAge(window.observedAt, now)}, ${named}.`
    return { ...check, outcome: 'unknown', sentence }
  }
  return { ...check, outcome: 'pass', sentence: `${named}.` }
}
