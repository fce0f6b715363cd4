import type { IncomingHttpHeaders } from 'node:http'
import { CborCodec } from '@smithy/core/cbor'
import { AwsFault } from '@/lib/sandbox/wire/fault'
import { type Operation, operationsOf } from '@/lib/sandbox/wire/operation'
import { readQuery, writeQuery, writeQueryFault } from '@/lib/sandbox/wire/query'
import { matchRoute, type Route, readBindings, routesOf, writeRestXml } from '@/lib/sandbox/wire/rest'
import { escapeXml, readJson, serdeContext, writeJson } from '@/lib/sandbox/wire/serde'
import type { Service } from '@/lib/sandbox/wire/service'

export type WireRequest = { method: string; url: URL; headers: IncomingHttpHeaders; body: Buffer }
export type WireReply = { status: number; headers: Record<string, string>; body: unknown }

/** A request understood: which operation, with what input, and how to answer it. */
export type Understood = {
  action: string
  read(): Promise<Record<string, unknown>>
  reply(output: unknown, requestId: string): WireReply
}

/** One service's ears and mouth: the dialect is told by the request, as AWS does. */
export type Speaker = {
  service: Service
  understand(request: WireRequest): Understood
  replyFault(error: AwsFault, request: WireRequest, requestId: string): WireReply
}

const JSON_TYPE = 'application/x-amz-json-1.0'
const CBOR_PATH = /^\/service\/\w+\/operation\/(\w+)$/

/** Builds the speaker of a service from the SDK's schemas. */
export function speakerOf(service: Service): Speaker {
  const operations = operationsOf(service.module)
  const routes = service.dialects.some((d) => d.startsWith('rest'))
    ? routesOf(operations.values(), service.dialects.includes('rest-xml'))
    : []
  return {
    service,
    understand: (request) => understand(service, operations, routes, request),
    replyFault: (error, request, requestId) => replyFault(service, error, request, requestId),
  }
}

type Dialect = Service['dialects'][number]

function dialectOf(service: Service, { headers, url }: WireRequest): Dialect {
  const spoken = (dialect: Dialect) => service.dialects.includes(dialect)
  if (spoken('cbor') && CBOR_PATH.test(url.pathname)) return 'cbor'
  if (spoken('json') && headers['x-amz-target']) return 'json'
  if (spoken('query')) return 'query'
  return service.dialects[0] as Dialect
}

function understand(
  service: Service,
  operations: Map<string, Operation>,
  routes: Route[],
  request: WireRequest,
): Understood {
  const dialect = dialectOf(service, request)
  if (dialect === 'rest-json' || dialect === 'rest-xml') return understandRest(service, routes, request, dialect)
  const form = dialect === 'query' ? formOf(request) : new URLSearchParams()
  const action =
    dialect === 'query'
      ? (form.get('Action') ?? '')
      : dialect === 'cbor'
        ? (CBOR_PATH.exec(request.url.pathname)?.[1] ?? '')
        : (String(request.headers['x-amz-target']).split('.')[1] ?? '')
  const operation = operations.get(action)
  if (!operation) throw new AwsFault('InvalidAction', `Could not find operation ${action} of ${service.name}`)
  if (dialect === 'query') {
    return {
      action,
      read: async () => readQuery(operation.input, form),
      reply: (output, requestId) => ({
        status: 200,
        headers: { 'content-type': 'text/xml' },
        body: writeQuery(action, operation.output, output, service.xmlns, requestId),
      }),
    }
  }
  if (dialect === 'cbor') return understandCbor(operation, request)
  return {
    action,
    read: () => readJson(operation.input, request.body),
    reply: (output) => ({
      status: 200,
      headers: { 'content-type': JSON_TYPE },
      body: writeJson(operation.output, output),
    }),
  }
}

function formOf({ url, body, method }: WireRequest): URLSearchParams {
  return method === 'GET' ? url.searchParams : new URLSearchParams(body.toString())
}

function understandCbor(operation: Operation, request: WireRequest): Understood {
  const codec = new CborCodec()
  codec.setSerdeContext(serdeContext)
  return {
    action: operation.name,
    read: async () =>
      request.body.length
        ? ((await codec.createDeserializer().read(operation.input, request.body)) as Record<string, unknown>)
        : {},
    reply: (output) => {
      const serializer = codec.createSerializer()
      serializer.write(operation.output, output ?? {})
      const headers = { 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor' }
      return { status: 200, headers, body: serializer.flush() }
    },
  }
}

function understandRest(
  service: Service,
  routes: Route[],
  request: WireRequest,
  dialect: 'rest-json' | 'rest-xml',
): Understood {
  const matched = matchRoute(routes, request.method, request.url)
  if (!matched) throw new AwsFault('UnknownOperationException', `${request.method} ${request.url.pathname}`, 404)
  const { operation } = matched.route
  return {
    action: operation.name,
    read: async () => {
      const input = dialect === 'rest-json' ? await readJson(operation.input, request.body) : {}
      readBindings(matched, request.url, request.headers, input)
      return input
    },
    reply: (output) => {
      const status = operation.http?.status ?? 200
      if (dialect === 'rest-json') {
        return { status, headers: { 'content-type': 'application/json' }, body: writeJson(operation.output, output) }
      }
      const answer = (output ?? {}) as Record<string, unknown>
      const { headers, body } = writeRestXml(operation.output, answer, service.xmlns)
      return { status: headers['Content-Range'] ? 206 : status, headers, body }
    },
  }
}

function replyFault(service: Service, error: AwsFault, request: WireRequest, requestId: string): WireReply {
  const dialect = dialectOf(service, request)
  const reply = (type: string, body: unknown, more: Record<string, string> = {}): WireReply => ({
    status: error.status,
    headers: { 'content-type': type, ...more, ...error.headers },
    body,
  })
  if (dialect === 'query') return reply('text/xml', writeQueryFault(error, service.xmlns, requestId))
  if (dialect === 'rest-xml') {
    const inner = `<Code>${error.code}</Code><Message>${escapeXml(error.message)}</Message>`
    const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${inner}<RequestId>${requestId}</RequestId></Error>`
    return reply('application/xml', request.method === 'HEAD' ? '' : body)
  }
  const document = { __type: error.code, message: error.message, Code: error.code, Message: error.message }
  if (dialect === 'cbor') {
    const serializer = new CborCodec().createSerializer()
    serializer.write(15 as never, document)
    return reply('application/cbor', serializer.flush(), {
      'smithy-protocol': 'rpc-v2-cbor',
      'x-amzn-query-error': `${error.code};Sender`,
    })
  }
  return reply(dialect === 'json' ? JSON_TYPE : 'application/json', JSON.stringify(document), {
    'x-amzn-errortype': error.code,
    ...(service.dialects.includes('query') && { 'x-amzn-query-error': `${error.code};Sender` }),
  })
}
