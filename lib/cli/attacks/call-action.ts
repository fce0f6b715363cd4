import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Answer, Outcome } from '@/lib/cli/attacks/model'
import type { Sent } from '@/lib/cli/attacks/send'

type Manifest = { node: Record<string, { exportedName?: string; workers: Record<string, unknown> }> }

/** An action of the production build: the id by which the browser calls it, and an address that answers it. */
export type ActionDoor = { id: string; path: string }

/** All actions of a build by their names, each with the first page that has it; `things` stand for parts in brackets. */
export function actionsOf(distFolder: string, things: Record<string, string>): Map<string, ActionDoor> {
  const { node } = JSON.parse(
    readFileSync(join(distFolder, 'server/server-reference-manifest.json'), 'utf8'),
  ) as Manifest
  const doors = Object.entries(node).map(([id, { exportedName = id, workers }]): [string, ActionDoor] => {
    const [page = 'app/page'] = Object.keys(workers)
    const path = page
      .replace(/^app/, '')
      .replace(/\/page$/, '')
      .replace(/\/\([a-z]+\)/g, '')
      .replace(/\[\.*(\w+)\]/g, (part, name: string) => things[name] ?? part)
    return [exportedName, { id, path: path || '/' }]
  })
  return new Map(doors)
}

/** The request that calls an action with one input, as React in a browser writes it. */
export function inputCall(site: URL, { id }: ActionDoor, input: unknown): Sent {
  const headers = { ...headersOf(site, id), 'content-type': 'text/plain;charset=UTF-8' }
  return { method: 'POST', headers, body: JSON.stringify([escaped(input)]) }
}

/** The request that calls the action of a form: the answer before, which is none, and the fields. */
export function formCall(site: URL, { id }: ActionDoor, fields: Record<string, string>): Sent {
  const mark = '----tidemark-attack'
  const parts = [...Object.entries(fields).map(([name, value]) => [`_1_${name}`, value]), ['0', '["$undefined","$K1"]']]
  const body = parts
    .map(([name, value]) => `--${mark}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
    .join('')
  const headers = { ...headersOf(site, id), 'content-type': `multipart/form-data; boundary=${mark}` }
  return { method: 'POST', headers, body: `${body}--${mark}--\r\n` }
}

/** What an action answered, out of the Flight text that it came in. */
export function outcomeOf({ status, text, headers, ms }: Answer): Outcome {
  const led = headers['x-action-redirect']
  if (led) return { code: 'led', words: led.split(';')[0] ?? '', ms }
  const line = /^\w+:(\{"ok":.*\})$/m.exec(text)?.[1]
  if (!line) return { code: `status ${status}`, words: text.slice(0, 200), ms }
  const result = JSON.parse(line) as { ok: boolean; value?: unknown; error?: { code: string; message: string } }
  if (result.ok) return { code: 'ok', words: '', value: result.value, ms }
  return { code: result.error?.code ?? 'unknown', words: result.error?.message ?? '', ms }
}

const headersOf = (site: URL, id: string) => ({ origin: site.origin, accept: 'text/x-component', 'next-action': id })

/** A text that begins with $ means something else to React. */
function escaped(value: unknown): unknown {
  if (typeof value === 'string') return value.startsWith('$') ? `$${value}` : value
  if (Array.isArray(value)) return value.map(escaped)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, escaped(each)]))
}
