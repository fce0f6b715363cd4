import { XmlShapeSerializer } from '@aws-sdk/core/protocols'
import type { NormalizedSchema } from '@smithy/core/schema'
import type { AwsFault } from '@/lib/sandbox/wire/fault'
import { invalidParameter } from '@/lib/sandbox/wire/fault'
import { escapeXml, serdeContext } from '@/lib/sandbox/wire/serde'

/**
 * Reads a form-encoded request of the AWS Query protocol into plain values: the inverse of the SDK's serializer.
 * @throws AwsFault InvalidParameterValue for a number, boolean or time that is none
 */
export function readQuery(schema: NormalizedSchema, form: URLSearchParams): Record<string, unknown> {
  return schema.isStructSchema() ? readStruct(schema, form, '') : {}
}

function readStruct(schema: NormalizedSchema, form: URLSearchParams, prefix: string) {
  const value: Record<string, unknown> = {}
  for (const [name, member] of schema.structIterator()) {
    const key = prefix + (member.getMergedTraits().xmlName ?? name)
    if (hasKey(form, key)) value[name] = readValue(member, form, key)
  }
  return value
}

function readValue(schema: NormalizedSchema, form: URLSearchParams, key: string): unknown {
  if (schema.isStructSchema()) return readStruct(schema, form, `${key}.`)
  if (schema.isListSchema()) return readList(schema, form, key)
  if (schema.isMapSchema()) return readMap(schema, form, key)
  return readScalar(schema, form.get(key), key)
}

function readList(schema: NormalizedSchema, form: URLSearchParams, key: string) {
  const member = schema.getValueSchema()
  const name = schema.getMergedTraits().xmlFlattened ? '' : `.${member.getMergedTraits().xmlName ?? 'member'}`
  const list: unknown[] = []
  for (let i = 1; hasKey(form, `${key}${name}.${i}`); i++) list.push(readValue(member, form, `${key}${name}.${i}`))
  return list
}

function readMap(schema: NormalizedSchema, form: URLSearchParams, key: string) {
  const map: Record<string, unknown> = {}
  for (let i = 1; hasKey(form, `${key}.entry.${i}`); i++) {
    map[form.get(`${key}.entry.${i}.key`) ?? ''] = readValue(schema.getValueSchema(), form, `${key}.entry.${i}.value`)
  }
  return map
}

/** A scalar from its text on the wire; also used for labels, query parameters and headers of the REST protocols. */
export function readScalar(schema: NormalizedSchema, text: string | null, name: string): unknown {
  if (text === null) return undefined
  if (schema.isBooleanSchema()) {
    if (!/^(true|false)$/i.test(text)) throw invalidParameter(`${name} must be true or false, not ${text}`)
    return text.toLowerCase() === 'true'
  }
  if (schema.isNumericSchema()) {
    const number = Number(text)
    if (text.trim() === '' || Number.isNaN(number)) throw invalidParameter(`${name} must be a number, not ${text}`)
    return number
  }
  if (schema.isTimestampSchema()) {
    const time = new Date(/^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : text)
    if (Number.isNaN(time.getTime())) throw invalidParameter(`${name} must be a timestamp, not ${text}`)
    return time
  }
  return text
}

function hasKey(form: URLSearchParams, key: string): boolean {
  for (const k of form.keys()) if (k === key || k.startsWith(`${key}.`)) return true
  return false
}

/** Writes an answer of the Query protocol: `<ActionResponse><ActionResult>…`. */
export function writeQuery(
  action: string,
  schema: NormalizedSchema,
  output: unknown,
  xmlns: string,
  requestId: string,
) {
  let result = `<${action}Result/>`
  if (schema.isStructSchema()) {
    const serializer = new XmlShapeSerializer({
      timestampFormat: { useTrait: true, default: 5 },
      httpBindings: false,
      xmlNamespace: undefined as never,
      serviceNamespace: '',
    })
    serializer.setSerdeContext(serdeContext)
    serializer.write(schema, output ?? {})
    const node = (serializer as unknown as { buffer: { withName(name: string): { toString(): string } } }).buffer
    result = node.withName(`${action}Result`).toString()
  }
  const metadata = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`
  return `<${action}Response xmlns="${xmlns}">${result}${metadata}</${action}Response>`
}

/** Writes an error of the Query protocol. */
export function writeQueryFault(error: AwsFault, xmlns: string, requestId: string) {
  const type = error.status >= 500 ? 'Receiver' : 'Sender'
  return `<ErrorResponse xmlns="${xmlns}"><Error><Type>${type}</Type><Code>${error.code}</Code><Message>${escapeXml(
    error.message,
  )}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`
}
