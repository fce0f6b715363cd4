import { Clock } from '@/components/ui/clock'
import type { FigureSize } from '@/components/ui/figure'
import { Glyph } from '@/components/ui/glyph'
import type { DeadlineClock, ElapsedClock } from '@/lib/incidents/rules/clocks'

type Look = {
  size?: FigureSize
  units?: number
  quiet?: boolean
}

/** The figure of a clock that counts up: running, held, stopped; or "unknown", never zero. */
export function ElapsedValue({ clock, size, units, quiet }: Look & { clock: ElapsedClock }) {
  if (clock.state === 'unknown' || clock.since === null) return <UnknownValue size={size} />
  return (
    <Clock
      since={clock.since}
      heldAt={clock.until ?? undefined}
      size={size}
      units={units}
      quiet={quiet || clock.state === 'stopped'}
    />
  )
}

/** The figure of the RTO clock: what is left, or how much it is over. */
export function DeadlineValue({ clock, size, units }: Look & { clock: DeadlineClock }) {
  if (clock.state === 'unknown' || clock.deadline === null) return <UnknownValue size={size} />
  return <Clock until={clock.deadline} heldAt={clock.stoppedAt ?? undefined} size={size} units={units} quiet />
}

function UnknownValue({ size }: { size?: FigureSize }) {
  if (size === undefined || size === 'inline') {
    return (
      <span className="font-semibold text-unknown">
        <Glyph name="unknown" className="mr-1" />
        unknown
      </span>
    )
  }
  return (
    <span className="inline-flex items-center gap-1 text-[17px] leading-[34px] font-medium text-unknown md:gap-2 md:text-clock-s md:leading-[1.4]">
      <Glyph name="unknown" />
      unknown
    </span>
  )
}
