import { Button } from '@/components/ui/button'
import { TextInput } from '@/components/ui/text-input'
import type { RecoveryPointsView } from '@/lib/screens/restore/model/restore'
import { formatAge, formatInstant } from '@/lib/time/instants'

/** A second inside the restore window, in UTC; the preflight names the window again and refuses what is outside. */
export function RestoreToTime({ view, at }: { view: RecoveryPointsView; at: number | null }) {
  const [window] = view.windows
  if (!window) {
    return <p className="text-small text-t-2">Continuous backup of this asset is off, or nothing observes it.</p>
  }
  const local = (ms: number) => new Date(Math.floor(ms / 1000) * 1000).toISOString().slice(0, 19)
  const named = `${formatInstant(window.from, view.asOf)} to ${formatInstant(window.to, view.asOf)} UTC`
  const proposed = at !== null && at >= window.from && at <= window.to ? at : window.to
  return (
    <form method="get" action="/restores/new" aria-label="Restore to a time">
      <input type="hidden" name="asset" value={view.asset.id} />
      {view.windows.length > 1 ? null : <input type="hidden" name="location" value={window.location} />}
      <label htmlFor="at" className="mb-1 block text-small text-t-2">
        Time, to the second, in UTC
      </label>
      <div className="flex items-center gap-2">
        <TextInput
          id="at"
          name="at"
          type="datetime-local"
          step={1}
          required
          defaultValue={local(proposed)}
          min={local(window.from + 999)}
          max={local(window.to)}
          aria-describedby="at-window"
        />
        <span className="text-t-3">UTC</span>
      </div>
      <p id="at-window" className="mt-1 mb-2 text-small text-t-2">
        Restore window {named}, seen {formatAge(window.observedAt, view.asOf)}.
      </p>
      {view.windows.length > 1 ? (
        <p className="mb-2">
          <label htmlFor="location" className="mb-1 block text-small text-t-2">
            In
          </label>
          <select id="location" name="location" className="input" defaultValue={window.location}>
            {view.windows.map((one) => (
              <option key={one.location} value={one.location}>
                {one.region}
              </option>
            ))}
          </select>
        </p>
      ) : null}
      {view.mayRestore ? (
        <Button type="submit" look="primary" size="large">
          Restore to this time…
        </Button>
      ) : (
        <p className="box text-small">A DBA or an admin restores from here.</p>
      )}
    </form>
  )
}
