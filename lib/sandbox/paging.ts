import { AwsFault, invalidParameter } from '@/lib/sandbox/wire/fault'
import type { Call } from '@/lib/sandbox/wire/service'

type Paged<T> = { items: T[]; next: string | undefined }

/**
 * One page of a listing. The token names the last item handed out, so items that come or go between two pages neither
 * repeat nor hide others.
 * @param keyOf what orders the items; must be unique and ascending
 */
function page<T>(
  items: T[],
  size: number,
  token: string | undefined,
  keyOf: (item: T) => string,
  call: Call,
  bad: () => AwsFault,
): Paged<T> {
  if (call.repeatToken) return { items: items.slice(0, size), next: encode('again') }
  const after = token === undefined ? null : decode(token)
  if (token !== undefined && after === null) throw bad()
  const rest = after === null ? items : items.filter((item) => keyOf(item) > after)
  const shown = rest.slice(0, size)
  const last = shown.at(-1)
  return { items: shown, next: last !== undefined && rest.length > size ? encode(keyOf(last)) : undefined }
}

const encode = (key: string) => Buffer.from(`after:${key}`).toString('base64url')

function decode(token: string): string | null {
  const text = Buffer.from(token, 'base64url').toString()
  return text.startsWith('after:') ? text.slice(6) : null
}

/** RDS: MaxRecords 20 to 100 (100 unless told), Marker. @throws AwsFault InvalidParameterValue */
export function rdsPage<T>(
  items: T[],
  input: { MaxRecords?: number; Marker?: string },
  keyOf: (item: T) => string,
  call: Call,
) {
  const size = input.MaxRecords ?? 100
  if (!Number.isInteger(size) || size < 20 || size > 100) {
    throw invalidParameter(`Invalid value ${size} for MaxRecords. Must be between 20 and 100`)
  }
  const sorted = [...items].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
  const { items: shown, next } = page(sorted, size, input.Marker || undefined, keyOf, call, () =>
    invalidParameter('The value for the Marker is not valid.'),
  )
  return { shown, Marker: next }
}

/** AWS Backup: MaxResults 1 to 1000 (100 unless told), NextToken. @throws AwsFault InvalidParameterValueException */
export function backupPage<T>(
  items: T[],
  input: { MaxResults?: number; NextToken?: string },
  keyOf: (item: T) => string,
  call: Call,
) {
  const size = input.MaxResults ?? 100
  const bad = (message: string) => new AwsFault('InvalidParameterValueException', message)
  if (!Number.isInteger(size) || size < 1 || size > 1000) throw bad('MaxResults must be between 1 and 1000')
  const sorted = [...items].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
  const { items: shown, next } = page(sorted, size, input.NextToken, keyOf, call, () => bad('Invalid NextToken'))
  return { shown, NextToken: next }
}

/** CloudWatch: a size within 1 to `most`, NextToken. @throws AwsFault InvalidNextToken, InvalidParameterValue */
export function metricPage<T>(
  items: T[],
  { size, most, token }: { size: number; most: number; token: string | undefined },
  keyOf: (item: T) => string,
  call: Call,
) {
  if (!Number.isInteger(size) || size < 1 || size > most) {
    throw invalidParameter(`The page size must be between 1 and ${most}`)
  }
  const { items: shown, next } = page(
    items,
    size,
    token,
    keyOf,
    call,
    () => new AwsFault('InvalidNextToken', 'Invalid NextToken'),
  )
  return { shown, NextToken: next }
}

/** S3: max-keys 0 to 1000 (1000 unless told), continuation token. @throws AwsFault InvalidArgument */
export function keysPage<T>(
  items: T[],
  { size, token }: { size: number; token: string | undefined },
  keyOf: (item: T) => string,
  call: Call,
) {
  const bad = (message: string) => new AwsFault('InvalidArgument', message)
  if (!Number.isInteger(size) || size < 0) throw bad('Argument maxKeys must be an integer between 0 and 2147483647')
  return page(items, Math.min(size, 1000), token, keyOf, call, () =>
    bad('The continuation token provided is incorrect'),
  )
}
