'use client'

import { useNow } from '@/components/ui/now'
import { formatTime } from '@/lib/time/instants'

const DAY_FORMAT = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
})

/** Today and now in UTC on the server's time. The tooltip has the viewer's own zone. */
export function UtcClock() {
  const now = useNow(1_000)
  return (
    <time
      className="cell"
      dateTime={new Date(now).toISOString()}
      aria-label="Time in UTC"
      role="timer"
      aria-live="off"
      onPointerEnter={(event) => {
        event.currentTarget.title = `${new Date().toLocaleTimeString('en-GB')} ${Intl.DateTimeFormat().resolvedOptions().timeZone}`
      }}
    >
      <span className="date text-t-3">{DAY_FORMAT.format(now).replace(',', '')}</span>
      <span className="utc">
        {formatTime(now)} <small>UTC</small>
      </span>
    </time>
  )
}
