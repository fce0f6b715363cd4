import type { SettingLine } from '@/lib/findings/model/setting-line'
import type { AssetFacts } from '@/lib/inventory/model/facts'
import type { AssetSettings, TimeWindow } from '@/lib/plans/model/assets'
import { windowWords } from '@/lib/plans/rules/words'
import { formatDuration } from '@/lib/time/durations'

/**
 * The settings a plan demands of an asset, beside what the account has. Only what can be compared honestly agrees or
 * differs; the rest is shown with nothing found.
 *
 * @param facts null where they are not known now
 */
export function settingLines(settings: AssetSettings, facts: AssetFacts | null): SettingLine[] {
  const lines: SettingLine[] = []
  const add = (name: string, planned: string, found: string | null) =>
    lines.push({ name, planned, found, agrees: found === null ? null : found === planned })
  const flag = (name: string, planned: boolean | undefined, found: unknown) => {
    if (planned !== undefined) add(name, onOff(planned), typeof found === 'boolean' ? onOff(found) : null)
  }
  flag('Multi-AZ', settings.multiAz, facts?.multiAz)
  flag('Encryption', settings.encrypted, facts?.storageEncrypted)
  flag('Deletion protection', settings.deletionProtection, facts?.deletionProtection)
  flag('Public access', settings.publiclyAccessible, facts?.publiclyAccessible)
  if (settings.instanceClass) add('Instance class', settings.instanceClass, facts?.instanceClass ?? null)
  if (settings.subnetGroup) add('Subnet group', settings.subnetGroup, facts?.subnetGroup ?? null)
  if (settings.maintenanceWindow) {
    const found = facts?.maintenanceWindow
    add('Maintenance window', windowWords(settings.maintenanceWindow), found ? foundWindow(found) : null)
  }
  flag('Versioning', settings.versioning, facts?.versioning ? /^enabled$/i.test(facts.versioning) : undefined)
  flag('Append-only file', settings.appendOnlyFile, undefined)
  flag('Automatic rotation', settings.automaticRotation, undefined)
  if (settings.lifecycle) add('Lifecycle', lifecycleWords(settings.lifecycle), null)
  return lines
}

const onOff = (value: boolean) => (value ? 'on' : 'off')

const DAYS: Record<string, TimeWindow['weekday']> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
}

/** AWS's `sun:02:00-sun:03:00`, always in UTC, in the plan's words. */
export function foundWindow(written: string): string {
  const parts = /^([a-z]{3}):(\d\d:\d\d)-([a-z]{3}):(\d\d:\d\d)$/i.exec(written)
  const weekday = DAYS[parts?.[1]?.toLowerCase() ?? '']
  if (!parts || !weekday || parts[1] !== parts[3]) return written
  return windowWords({ from: parts[2] ?? '', to: parts[4] ?? '', zone: 'UTC', weekday })
}

function lifecycleWords({ current, replaced, deleteMarkers }: NonNullable<AssetSettings['lifecycle']>): string {
  const keep = (ms: number | null) => (ms === null ? 'without end' : formatDuration(ms))
  return `current ${keep(current)}, replaced ${keep(replaced)}, delete markers ${keep(deleteMarkers)}`
}
