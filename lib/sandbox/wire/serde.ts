import { JsonCodec } from '@aws-sdk/core/protocols'
import type { NormalizedSchema } from '@smithy/core/schema'
import { fromBase64, fromUtf8, toBase64, toUtf8 } from '@smithy/core/serde'

/** What the SDK's serializers ask of their surroundings: the encoders only. */
export const serdeContext = {
  base64Decoder: fromBase64,
  base64Encoder: toBase64,
  utf8Decoder: fromUtf8,
  utf8Encoder: toUtf8,
} as never

function codec() {
  const json = new JsonCodec({ timestampFormat: { useTrait: true, default: 7 }, jsonName: true })
  json.setSerdeContext(serdeContext)
  return json
}

/** Reads a JSON body by schema. @throws SyntaxError when it is no JSON */
export async function readJson(schema: NormalizedSchema, body: Buffer): Promise<Record<string, unknown>> {
  if (!schema.isStructSchema()) return {}
  return ((await codec()
    .createDeserializer()
    .read(schema, body.length ? body : Buffer.from('{}'))) ?? {}) as Record<string, unknown>
}

/** Writes a JSON body by schema. */
export function writeJson(schema: NormalizedSchema, output: unknown): string {
  if (!schema.isStructSchema()) return '{}'
  const serializer = codec().createSerializer()
  serializer.write(schema, output ?? {})
  return String(serializer.flush())
}

export function escapeXml(text: string): string {
  return text.replace(/[<>&"]/g, (c) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' })[c] as string)
}
