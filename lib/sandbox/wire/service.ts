import type { SdkModule } from '@/lib/sandbox/wire/operation'

/** One request as a handler sees it. `at` is the sandbox's time, epoch ms. */
export type Call = {
  service: string
  action: string
  account: string
  region: string
  /** The assumed role's name; null for standing keys and the hub. */
  role: string | null
  at: number
  requestId: string
  /** Set by the fault `repeat-token`: listings hand out one and the same token for ever. */
  repeatToken: boolean
  /** What the call changed, for the call log. */
  effect?: string
}

/** A handler holds state and time only; shapes are the schema's business. */
export type Handler = (input: never, call: Call) => unknown

/** An AWS service: its name in the credential scope, the dialects it speaks, its operations. */
export type Service = {
  name: string
  dialects: readonly ('query' | 'json' | 'rest-json' | 'rest-xml' | 'cbor')[]
  module: SdkModule
  xmlns: string
  handlers: Record<string, Handler>
}
