import { isMeant } from '@/lib/time/instants'

/**
 * Reads a second as the picker or an address gives it: `2026-11-21T13:04:12`, with `Z` or an offset, minutes without
 * seconds too. Without a zone it is UTC, as the field says.
 *
 * @returns epoch milliseconds, or null when it is no whole second of the calendar, or of a year that nobody can mean
 */
export function parsePointTime(text: string): number | null {
  const parts = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::(\d{2})(?:\.0{1,3})?)?(Z|[+-]\d{2}:\d{2})?$/.exec(text.trim())
  if (!parts) return null
  const [, day, minute, second = '00', zone = 'Z'] = parts
  const local = Date.parse(`${day}T${minute}:${second}Z`)
  // Date.parse rolls 30 February over into March: only what prints back as given is a date.
  if (Number.isNaN(local) || !new Date(local).toISOString().startsWith(`${day}T${minute}:${second}`)) return null
  const at = Date.parse(`${day}T${minute}:${second}${zone}`)
  return isMeant(at) ? at : null
}

/** The key that makes two requests for a second the same: `2026-11-21T13:04:12Z`. */
export function pointTimeKey(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}
