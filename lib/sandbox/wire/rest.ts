import type { IncomingHttpHeaders } from 'node:http'
import { XmlShapeSerializer } from '@aws-sdk/core/protocols'
import type { NormalizedSchema } from '@smithy/core/schema'
import type { Operation } from '@/lib/sandbox/wire/operation'
import { readScalar } from '@/lib/sandbox/wire/query'
import { serdeContext } from '@/lib/sandbox/wire/serde'

/** A REST operation with its path as a pattern. */
export type Route = {
  operation: Operation
  pattern: RegExp
  labels: string[]
  /** Query parameters that the template itself demands, e.g. `list-type=2`; `x-id` is a hint that not every client sends. */
  query: [name: string, value: string][]
  /** More fixed text and more fixed parameters win. */
  weight: number
}

/** Routes of all operations, most specific first. `bucketInPath` puts S3's path-style bucket in front. */
export function routesOf(operations: Iterable<Operation>, bucketInPath = false): Route[] {
  const routes: Route[] = []
  for (const operation of operations) {
    if (!operation.http) continue
    const [path = '/', search = ''] = operation.http.uri.split('?')
    const ofBucket = bucketInPath && hasMember(operation.input, 'Bucket')
    const template = (ofBucket ? `/{Bucket}${path}` : path).replace(/(.)\/$/, '$1')
    const labels: string[] = []
    const source = template
      .replace(/[.*$^()|[\]\\]/g, '\\$&')
      .replace(/\{(\w+)(\+?)\}/g, (_, name: string, greedy: string) => {
        labels.push(name)
        return greedy ? '(.+)' : '([^/]+)'
      })
    const query = [...new URLSearchParams(search)].filter(([name]) => name !== 'x-id')
    const required = requiredQueryOf(operation.input)
    routes.push({
      operation,
      pattern: new RegExp(`^${source}/?$`),
      labels,
      query: [...query, ...required],
      weight: template.replace(/\{\w+\+?\}/g, '').length + 100 * (query.length + required.length),
    })
  }
  return routes.sort((a, b) => b.weight - a.weight)
}

function hasMember(schema: NormalizedSchema, name: string) {
  return schema.isStructSchema() && [...schema.structIterator()].some(([member]) => member === name)
}

/** Upload ids and the like select an S3 operation (ListParts) just as fixed parameters do. */
function requiredQueryOf(schema: NormalizedSchema): [string, string][] {
  if (!schema.isStructSchema()) return []
  const names = [...schema.structIterator()].map(([, member]) => member.getMergedTraits().httpQuery)
  return names.includes('uploadId') ? [['uploadId', '*']] : []
}

/** The route of a request, or none. */
export function matchRoute(routes: Route[], method: string, url: URL): { route: Route; labels: string[] } | undefined {
  for (const route of routes) {
    if (route.operation.http?.method !== method) continue
    const match = route.pattern.exec(url.pathname)
    if (!match) continue
    const asked = route.query.every(([name, value]) => {
      const given = url.searchParams.get(name)
      return given !== null && (value === '' || value === '*' || given === value)
    })
    if (asked) return { route, labels: match.slice(1).map(decodeURIComponent) }
  }
  return undefined
}

/** Fills in what the request carries outside its body: labels, query parameters, headers. */
export function readBindings(
  { route, labels }: { route: Route; labels: string[] },
  url: URL,
  headers: IncomingHttpHeaders,
  input: Record<string, unknown>,
) {
  const schema = route.operation.input
  if (!schema.isStructSchema()) return
  for (const [name, member] of schema.structIterator()) {
    const traits = member.getMergedTraits()
    const label = route.labels.indexOf(name)
    if (label >= 0) input[name] = readScalar(member, labels[label] ?? null, name)
    else if (traits.httpQuery && url.searchParams.has(traits.httpQuery)) {
      const values = url.searchParams.getAll(traits.httpQuery)
      input[name] = member.isListSchema() ? values : readScalar(member, values[0] ?? null, name)
    } else if (traits.httpHeader) {
      const value = headers[traits.httpHeader.toLowerCase()]
      if (typeof value === 'string' && !member.isListSchema()) input[name] = readScalar(member, value, name)
    }
  }
}

/** An answer of the REST-XML protocol: members bound to headers, a payload member, or an XML body of the rest. */
export function writeRestXml(schema: NormalizedSchema, output: Record<string, unknown>, xmlns: string) {
  const headers: Record<string, string> = {}
  const inBody: Record<string, unknown> = {}
  let payload: { schema: NormalizedSchema; value: unknown } | undefined
  if (!schema.isStructSchema()) return { headers, body: '' as unknown }
  for (const [name, member] of schema.structIterator()) {
    const value = output[name]
    const traits = member.getMergedTraits()
    if (traits.httpPayload) payload = { schema: member, value }
    else if (value === undefined) continue
    else if (traits.httpHeader) headers[traits.httpHeader] = headerText(value)
    else if (traits.httpPrefixHeaders) {
      for (const [key, text] of Object.entries(value as Record<string, string>)) {
        headers[traits.httpPrefixHeaders + key] = text
      }
    } else inBody[name] = value
  }
  if (payload && !payload.schema.isStructSchema()) return { headers, body: payload.value }
  const serializer = new XmlShapeSerializer({
    timestampFormat: { useTrait: true, default: 5 },
    httpBindings: false,
    xmlNamespace: xmlns,
    serviceNamespace: '',
  })
  serializer.setSerdeContext(serdeContext)
  serializer.write(payload ? payload.schema : schema, payload ? (payload.value ?? {}) : inBody)
  headers['content-type'] = 'application/xml'
  return { headers, body: `<?xml version="1.0" encoding="UTF-8"?>\n${serializer.flush()}` as unknown }
}

const headerText = (value: unknown) => (value instanceof Date ? value.toUTCString() : String(value))
