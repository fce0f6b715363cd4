import type { PlannedAsset, Setting } from '@/lib/findings/model/setting'
import { foundWindow } from '@/lib/findings/rules/facts/found-window'
import { isKeptAsLong } from '@/lib/findings/rules/facts/kept-as-long'
import type { AssetFacts } from '@/lib/inventory/model/facts'
import type { AssetSettings, TimeWindow } from '@/lib/plans/model/assets'
import { windowWords } from '@/lib/plans/rules/words'
import { DAY, formatDuration } from '@/lib/time/durations'
import type { FindingSeverity } from '@/lib/vocabulary/severities'

const onOff = (value: boolean) => (value ? 'on' : 'off')

/** A setting that is on or off. `read`: what the account says of it, where it does. */
export function flag<Name extends keyof AssetSettings>(
  name: string,
  key: AssetSettings[Name] extends boolean | undefined ? Name : never,
  read: (facts: AssetFacts) => unknown,
  severity: FindingSeverity,
): Setting {
  return {
    name,
    planned: ({ asset }) => {
      const planned = asset.settings[key]
      return typeof planned === 'boolean' ? onOff(planned) : null
    },
    found: (facts) => {
      const found = read(facts)
      return typeof found === 'boolean' ? onOff(found) : null
    },
    severity,
    planSays: (planned) => `${name} ${planned}.`,
  }
}

/** Wanted of a production database even where the plan is silent, and said so. */
export function wantedOn(severity: FindingSeverity, setting: Setting): Setting {
  const says = 'The plan does not state it; every primary database should have it on.'
  const meets = (facts: AssetFacts) => setting.found(facts) === onOff(true)
  return {
    ...setting,
    unstated: ({ asset: { kind, role, environment } }) => {
      const isProduction = environment === null || environment === 'production'
      return kind === 'db-instance' && role === 'primary' && isProduction ? { says, severity, meets } : null
    },
  }
}

/** AWS's windows are in UTC; one of another zone moves against them, and is not compared. AWS's of backups is every day's. */
export function timeWindow(
  name: string,
  planned: (by: PlannedAsset) => TimeWindow | undefined,
  read: (facts: AssetFacts) => string | undefined,
  severity: FindingSeverity,
): Setting {
  const found = (facts: AssetFacts) => {
    const written = read(facts)
    return written ? foundWindow(written) : null
  }
  return {
    name,
    planned: (by) => {
      const window = planned(by)
      return window ? windowWords(window) : null
    },
    found,
    agrees: (by, facts) => {
      const window = planned(by)
      if (window?.zone !== 'UTC') return null
      const { weekday: _, ...daily } = window
      return [windowWords(window), windowWords(daily)].includes(found(facts) ?? '')
    },
    severity,
    sentence: ({ identifier }) => `The ${name.toLowerCase()} of ${identifier} is not the plan’s.`,
  }
}

/** AWS's default groups cannot be changed, and a restore that finds no other falls back to them. */
export function ownGroup(name: string, read: (facts: AssetFacts) => string | undefined): Setting {
  return {
    name,
    planned: () => null,
    found: (facts) => read(facts) || null,
    severity: 'low',
    unstated: ({ asset: { kind } }) =>
      kind === 'db-instance' || kind === 'replica'
        ? {
            says: 'The plan does not state it.',
            severity: 'low',
            meets: (facts) => !/^default[.:]/.test(read(facts) ?? ''),
          }
        : null,
    sentence: ({ identifier }) =>
      `${identifier} has AWS’s default ${name.toLowerCase()}: a restore cannot bring its settings back.`,
  }
}

type Lifecycle = NonNullable<AssetSettings['lifecycle']>

/** How long a bucket keeps something. `read`: in days, null without end, undefined where it was not read. */
export function kept(
  what: string,
  key: keyof Lifecycle,
  read: (lifecycle: AssetFacts['lifecycle']) => number | null | undefined,
): Setting {
  const words = (ms: number | null) => (ms === null ? 'without end' : formatDuration(ms))
  const has = (facts: AssetFacts) => {
    const days = read(facts.lifecycle)
    return typeof days === 'number' ? days * DAY : days
  }
  const wants = ({ asset }: PlannedAsset) => asset.settings.lifecycle?.[key] ?? null
  return {
    name: `${what} kept`,
    planned: (by) => (by.asset.settings.lifecycle ? words(wants(by)) : null),
    found: (facts) => {
      const ms = has(facts)
      return ms === undefined ? null : words(ms)
    },
    agrees: (by, facts) => isKeptAsLong(wants(by), has(facts) ?? null),
    severity: (by, facts) => {
      const [want, ms] = [wants(by), has(facts) ?? null]
      return ms !== null && (want === null || ms < want) ? 'high' : 'low'
    },
    planSays: (planned) => `${what} kept ${planned}.`,
    sentence: ({ identifier, planned, found }) => `${what} of ${identifier} are kept ${found} instead of ${planned}.`,
  }
}
