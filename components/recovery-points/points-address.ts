import { cut } from '@/lib/door/rules/well-formed'
import { HOUR } from '@/lib/time/durations'
import { isMeant } from '@/lib/time/instants'

/** Ranges of the drawing, as people switch between them. */
export const RANGES = [
  { key: '6h', label: '6\u00a0h', ms: 6 * HOUR },
  { key: '15h', label: '15\u00a0h', ms: 15 * HOUR },
  { key: '7d', label: '7\u00a0d', ms: 168 * HOUR },
  { key: '35d', label: '35\u00a0d', ms: 840 * HOUR },
] as const

/** The page's address, read: what the query is asked, and what links change. Instants are epoch milliseconds. */
export type PointsAddress = {
  asked: {
    assetId: string
    from: number
    to: number
    mechanism?: string
    location?: string
    before?: string
    point?: string
  }
  range: string
  /** the second chosen for a restore to a time */
  at: number | null
  filtered: boolean
  params: Record<string, string>
}

/** Reads `?range&from&to&mechanism&location&before&point&at`; what cannot be read counts as absent. */
export function readPointsAddress(
  assetId: string,
  search: Record<string, string | string[] | undefined>,
  now: number,
): PointsAddress {
  const params: Record<string, string> = {}
  for (const [key, value] of Object.entries(search))
    if (typeof value === 'string' && value !== '') params[key] = cut(value, 300)
  const [givenFrom, givenTo] = [instant(params.from), instant(params.to)]
  const own = givenFrom !== null && givenTo !== null && givenFrom < givenTo
  const range = own ? 'own' : (RANGES.find((one) => one.key === params.range)?.key ?? '15h')
  const length = RANGES.find((one) => one.key === range)?.ms ?? 15 * HOUR
  const [from, to] = own ? [givenFrom, givenTo] : [now - length, now]
  const { mechanism, location, before, point } = params
  return {
    asked: { assetId, from, to, ...pick({ mechanism, location, before, point }) },
    range,
    at: instant(params.at),
    filtered: Boolean(mechanism || location),
    params,
  }
}

/** The same page with some parameters changed; null takes one away. */
export function pointsHref(address: PointsAddress, changes: Record<string, string | null>): string {
  const next = new URLSearchParams()
  for (const [key, value] of Object.entries({ ...address.params, ...changes })) if (value !== null) next.set(key, value)
  const query = next.toString()
  return `/recovery-points/${encodeURIComponent(address.asked.assetId)}${query ? `?${query}` : ''}`
}

function instant(text: string | undefined): number | null {
  if (!text) return null
  const zoned = /(Z|[+-]\d{2}:\d{2})$/.test(text) ? text : `${text}Z`
  const at = /^\d{4}-\d{2}-\d{2}T/.test(text) ? Date.parse(zoned) : Number.NaN
  return isMeant(at) ? at : null
}

function pick<T extends Record<string, string | undefined>>(values: T): { [K in keyof T]?: string } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: string
  }
}
