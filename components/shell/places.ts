import type { ShellActor } from '@/lib/screens/shell/model/shell'

/** A place of the console: its name, its address, and the key that follows `G`. */
export type Place = {
  name: string
  href: string
  key: string
}

const PLACES: readonly Place[] = [
  { name: 'Board', href: '/', key: 'b' },
  { name: 'Systems', href: '/systems', key: 's' },
  { name: 'Recovery points', href: '/recovery-points', key: 'r' },
  { name: 'Restores', href: '/restores', key: 't' },
  { name: 'Incidents', href: '/incidents', key: 'i' },
  { name: 'Reviews', href: '/reviews', key: 'p' },
  { name: 'Calendar', href: '/calendar', key: 'c' },
]

/** The places a person may go to, in the order of the top bar. */
export function placesFor(may: ShellActor['may']): Place[] {
  return [
    ...PLACES,
    ...(may.audit ? [{ name: 'Audit', href: '/audit', key: 'a' }] : []),
    ...(may.admin ? [{ name: 'Admin', href: '/admin', key: 'm' }] : []),
    { name: 'Account', href: '/account', key: 'y' },
  ]
}
