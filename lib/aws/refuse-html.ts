import { GarbledAnswer } from '@/lib/aws/faults'

type RawAnswer = { response?: unknown }
type Handler = (args: never) => Promise<RawAnswer>
/** The part of an SDK client that this needs; each client's own middleware type differs. */
type Stacked = { middlewareStack: { add(middleware: never, options: never): void } }

/**
 * Makes a client refuse HTML before it is parsed: parsed as XML, a proxy's error page is an answer without backups.
 * The refused call throws GarbledAnswer.
 */
export function refuseHtml<C extends Stacked>(client: C): C {
  const middleware = (next: Handler) => async (args: never) => {
    const result = await next(args)
    const { statusCode, headers } = result.response as { statusCode?: number; headers?: Record<string, string> }
    const type = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? ''
    if (/html/i.test(type)) {
      throw new GarbledAnswer(
        `The endpoint answers a web page (HTTP ${statusCode}); it is not what AWS sends.`,
        statusCode,
      )
    }
    return result
  }
  // Priority low in this step runs last, next to the wire: the answer is still raw.
  client.middlewareStack.add(middleware as never, { step: 'deserialize', priority: 'low', name: 'refuseHtml' } as never)
  return client
}
