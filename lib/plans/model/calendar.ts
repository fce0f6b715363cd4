/** What falls on a day. `due-by`: the end of a period in which nobody agreed a day,
 * `no-record`: one that is over, and Tidemark does not know whether it was done. Instants are epoch milliseconds. */
export type CalendarItem = {
  /** stable, and unique in all calendars */
  id: string
  system: string
  systemName: string
  kind: 'drill' | 'plan review' | 'maintenance' | 'document' | 'follow-up'
  title: string
  /** the UTC midnight that begins its day */
  day: number
  state: 'agreed' | 'due-by' | 'no-record' | 'overdue' | 'done' | 'machine'
  note: string
  href: string
}

/** A backup's or a drill's own schedule. */
export type CalendarSchedule = {
  id: string
  system: string
  systemName: string
  name: string
  when: string
  /** epoch milliseconds; null where none is to come */
  next: number | null
  href: string
}

/** A month of one system or of all. `month` is `2026-11`. */
export type CalendarDto = {
  asOf: number
  month: string
  from: number
  to: number
  system: string | null
  systems: { key: string; name: string }[]
  items: CalendarItem[]
  schedules: CalendarSchedule[]
}
