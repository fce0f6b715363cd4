import { breachSpans } from '@/components/charts/exposure-path'
import type { ExposurePanel } from '@/components/charts/types'
import { DAY, formatDuration } from '@/lib/time/durations'
import { formatDay, formatTime } from '@/lib/time/instants'

/** The sentence that says what the exposure chart shows, for those who do not see it. */
export function describeExposure({ segments, rpo }: ExposurePanel, from: number, to: number): string {
  const period = `Exposure over ${formatDuration(Math.round((to - from) / DAY) * DAY || to - from)}`
  const unknown = segments.filter((segment) => segment.state === 'unknown')
  const unseen = unknown.reduce((sum, segment) => sum + segment.to - segment.from, 0)
  const unknownPart = unseen > 0 ? ` Unknown for ${formatDuration(unseen)}.` : ''
  if (rpo === null) return `${period}; no objective is stated.${unknownPart}`
  const breaches = breachSpans(segments, rpo)
  const worst = breaches.reduce<(typeof breaches)[number] | undefined>(
    (a, b) => (a && a.peak >= b.peak ? a : b),
    undefined,
  )
  const breachPart = worst
    ? ` ${breaches.length === 1 ? 'One breach' : `${breaches.length} breaches`}, the worst ${formatDuration(worst.peak)} on ${formatDay(worst.peakAt, to)} ${formatTime(worst.peakAt)} UTC.`
    : ' No breach was seen.'
  return `${period} against the ${formatDuration(rpo)} target.${breachPart}${unknownPart}`
}
