/** A setting that the plan demands, beside what the account has. `found` null: not known; `agrees` null: not compared. */
export type SettingLine = {
  name: string
  planned: string
  found: string | null
  agrees: boolean | null
}
