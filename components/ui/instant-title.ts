import { formatAge } from '@/lib/time/instants'

/**
 * The tooltip of every time: ISO, the viewer's local time with its zone, the age. On the server the local line is
 * left out, because the viewer's zone is not known there.
 *
 * @param at epoch ms
 * @param now epoch ms
 */
export function instantTitle(at: number, now: number): string {
  const iso = new Date(at).toISOString().replace('.000Z', 'Z')
  return [iso, localTime(at), formatAge(at, now)].filter(Boolean).join('\n')
}

function localTime(at: number): string | undefined {
  if (typeof window === 'undefined') return undefined
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const local = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' }).format(at)
  return `${local} ${zone}`
}
