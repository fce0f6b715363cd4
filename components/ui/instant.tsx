'use client'

import { instantTitle } from '@/components/ui/instant-title'
import { useNow } from '@/components/ui/now'
import { formatDay, formatInstant, formatTime } from '@/lib/time/instants'

type Props = {
  /** Epoch ms. */
  at: number
  /** `auto`: the time today, else with its day. `time`: `13:04:12`. `day`: `19 Nov`. `minute`: `13:04`. */
  as?: 'auto' | 'time' | 'day' | 'minute'
  /** Print "UTC" after it; leave it out only where a column, header or field names the zone. */
  zone?: boolean
  className?: string
}

/** A moment in UTC. The tooltip has ISO, local time with its zone, and the age. */
export function Instant({ at, as = 'auto', zone, className }: Props) {
  const now = useNow(60_000)
  return (
    <time
      className={className}
      dateTime={new Date(at).toISOString()}
      onPointerEnter={(event) => {
        event.currentTarget.title = instantTitle(at, Date.now())
      }}
    >
      {print(at, now, as)}
      {zone ? <span className="text-t-3">&nbsp;UTC</span> : null}
    </time>
  )
}

function print(at: number, now: number, as: NonNullable<Props['as']>): string {
  if (as === 'day') return formatDay(at, now)
  if (as === 'time') return formatTime(at)
  if (as === 'minute') return formatTime(at).slice(0, 5)
  return formatInstant(at, now)
}
