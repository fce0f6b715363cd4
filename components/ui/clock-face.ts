import { DAY, HOUR, MINUTE, SECOND } from '@/lib/time/durations'

/** One figure of a clock and its unit. */
export type ClockPart = {
  value: number
  unit: 'd' | 'h' | 'm' | 's'
}

/**
 * The figures of a clock, with zeros kept inside so that a ticking face does not jump: 2 h 0 m 5 s.
 * From a day on the seconds are left out. Never negative.
 *
 * @param ms length in milliseconds
 * @param units how many figures at most
 */
export function clockFace(ms: number, units = 3): ClockPart[] {
  const length = Math.max(0, Math.floor(ms / SECOND) * SECOND)
  const parts: ClockPart[] = [
    { value: Math.floor(length / DAY), unit: 'd' },
    { value: Math.floor((length % DAY) / HOUR), unit: 'h' },
    { value: Math.floor((length % HOUR) / MINUTE), unit: 'm' },
    { value: Math.floor((length % MINUTE) / SECOND), unit: 's' },
  ]
  const first = parts.findIndex(({ value }) => value > 0)
  return first === -1 ? parts.slice(3) : parts.slice(first, first + units)
}
