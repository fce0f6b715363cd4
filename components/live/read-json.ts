/** A read that was refused or failed; `message` is the server's plain sentence where it gave one. */
export class ReadFailed extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message)
  }
}

/** Reads a guarded JSON route. Throws ReadFailed; a session that ended is one too (401), so that nothing typed is lost. */
export async function readJson<T>(url: string, signal?: AbortSignal): Promise<T> {
  const response = await fetch(url, { signal, headers: { accept: 'application/json' }, cache: 'no-store' })
  if (!response.ok) throw new ReadFailed(response.status, await sentence(response))
  return (await response.json()) as T
}

async function sentence(response: Response): Promise<string> {
  const body = (await response.json().catch(() => null)) as { error?: { message?: string } } | null
  return body?.error?.message ?? 'The server did not answer as it should.'
}
