import type { ComparedSetting, PlannedAsset, Setting } from '@/lib/findings/model/setting'
import type { AssetFacts } from '@/lib/inventory/model/facts'

/**
 * One setting of an asset, the plan's words beside the account's. What the plan says goes before what is wanted of any
 * such asset.
 *
 * @param facts null where they are not known now
 * @returns null where nothing is demanded
 */
export function compareSetting(setting: Setting, by: PlannedAsset, facts: AssetFacts | null): ComparedSetting | null {
  const planned = setting.planned(by)
  const found = facts && setting.found(facts)
  if (planned === null) {
    const unstated = setting.unstated?.(by)
    if (!unstated) return null
    const { severity, says: planSays, meets } = unstated
    return { planned, found, agrees: facts === null || found === null ? null : meets(facts), severity, planSays }
  }
  return {
    planned,
    found,
    agrees: facts === null || found === null ? null : agreesWith(setting, by, facts, planned === found),
    severity: typeof setting.severity === 'string' ? setting.severity : setting.severity(by, facts ?? {}),
    planSays: setting.planSays?.(planned) ?? `${planned}.`,
  }
}

function agreesWith({ agrees }: Setting, by: PlannedAsset, facts: AssetFacts, sameWords: boolean): boolean | null {
  return agrees ? agrees(by, facts) : sameWords
}
