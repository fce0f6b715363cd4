import { DAY } from '@/lib/time/durations'

/** How far back observations are read, in milliseconds: the longest stretch that any screen draws of them. */
export const OBSERVATIONS_SHOWN = 7 * DAY

/** How long an observation is kept, in milliseconds: what a screen shows, and as long again for who looks late. */
export const OBSERVATIONS_KEPT = 2 * OBSERVATIONS_SHOWN
