import type { PlannedAsset } from '@/lib/findings/model/setting'
import type { SettingLine } from '@/lib/findings/model/setting-line'
import { compareSetting } from '@/lib/findings/rules/facts/compare-setting'
import { KEPT, SETTINGS } from '@/lib/findings/rules/facts/settings'
import type { AssetFacts } from '@/lib/inventory/model/facts'

/**
 * The settings a plan demands of an asset, beside what the account has. What is wanted of it though the plan is silent is
 * a finding, and no line of the plan.
 *
 * @param facts null where they are not known now
 */
export function settingLines(by: PlannedAsset, facts: AssetFacts | null): SettingLine[] {
  return [...SETTINGS, ...Object.values(KEPT)].flatMap((setting) => {
    const compared = compareSetting(setting, by, facts)
    if (!compared || compared.planned === null) return []
    const { planned, found, agrees } = compared
    return { name: setting.name, planned, found, agrees }
  })
}
