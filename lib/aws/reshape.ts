/** An SDK date as epoch milliseconds UTC; null when absent or not a date. */
export function ms(date: Date | undefined): number | null {
  const value = date?.getTime()
  return value === undefined || Number.isNaN(value) ? null : value
}

/** AWS tags as a record. */
export function tagRecord(tags: { Key?: string | undefined; Value?: string | undefined }[] | undefined) {
  const record: Record<string, string> = {}
  for (const { Key, Value } of tags ?? []) if (Key !== undefined) record[Key] = Value ?? ''
  return record
}

/** The part of an ARN behind its type: `db:phaserai-prod` -> `phaserai-prod`. A plain name is returned as it is. */
export function nameOfArn(arn: string): string {
  return arn.startsWith('arn:') ? arn.split(':').slice(6).join(':') || arn.split(':').slice(5).join(':') : arn
}

/** The region an ARN names; null for a plain name or an ARN without one. */
export function regionOfArn(arn: string | undefined): string | null {
  return arn?.startsWith('arn:') ? arn.split(':')[3] || null : null
}
