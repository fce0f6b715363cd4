import { Forbidden, InvalidInput } from '@/lib/errors'

/** One request holds at most so many bytes; browsers send fewer entries at a time instead. */
const BODY_LIMIT = 8 * 1024 * 1024

/**
 * Reads a JSON body of a request that changes something: only from our own pages, only as JSON, only up to the limit,
 * and only as well-formed UTF-8, so that what is kept is what was written.
 *
 * @throws Forbidden, InvalidInput
 */
export async function readBody(request: Request): Promise<unknown> {
  const site = request.headers.get('sec-fetch-site')
  if (site && site !== 'same-origin' && site !== 'none')
    throw new Forbidden('Entries are taken from Tidemark’s own pages only.')
  if (!request.headers.get('content-type')?.toLowerCase().startsWith('application/json')) {
    throw new InvalidInput('Send the entries as application/json.')
  }
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > BODY_LIMIT)
      throw new InvalidInput(`The request is larger than ${BODY_LIMIT / 1024 / 1024} MB. Send fewer entries at a time.`)
    chunks.push(chunk)
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)))
  } catch {
    throw new InvalidInput('The body is not JSON in UTF-8.')
  }
}
