import { NormalizedSchema } from '@smithy/core/schema'

/** One AWS operation as the SDK's own generated schema describes it. */
export type Operation = { name: string; input: NormalizedSchema; output: NormalizedSchema; http?: HttpBinding }

/** Method, path template and status of a REST operation (the schema's `http` trait). */
export type HttpBinding = { method: string; uri: string; status: number }

/** An SDK client module (`import * as RDS from '@aws-sdk/client-rds'`). */
export type SdkModule = Record<string, unknown>

const OPERATION = 9
type SchemaRef = Parameters<typeof NormalizedSchema.of>[0]

/** All operations a client module describes, by name. A schema entry is `[9, namespace, name, traits, input, output]`. */
export function operationsOf(module: SdkModule): Map<string, Operation> {
  const operations = new Map<string, Operation>()
  for (const value of Object.values(module)) {
    if (!Array.isArray(value) || value[0] !== OPERATION) continue
    const [, , name, traits, input, output] = value as [number, string, string, unknown, SchemaRef, SchemaRef]
    const http = (traits as { http?: [string, string, number] })?.http
    operations.set(name, {
      name,
      input: NormalizedSchema.of(input),
      output: NormalizedSchema.of(output),
      ...(http && { http: { method: http[0], uri: http[1], status: http[2] } }),
    })
  }
  return operations
}
