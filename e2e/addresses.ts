import { readdirSync } from 'node:fs'

/** What stands for a part of an address that is a thing's own. */
const THINGS: Record<string, string> = {
  'restores/[number]': 'restores/RST-0001',
  '[number]': 'INC-0001',
  '[...nextauth]': 'session',
  '[system]': 'phaserai',
  '[assetId]': encodeURIComponent('phaserai:phaserai-prod'),
  '[runbook]': 'database-from-snapshot',
  '[message]': 'activation',
}

export type Route = {
  /** its file, under app/ */
  file: string
  /** its address as the folders say it, with parts in brackets */
  folder: string
  /** the same with a thing of each kind in the brackets, escaped */
  address: string
}

/** Every address that the folders of `app/` answer, so that a new page or route is in every list from its first day. */
export function addressesOf(file: 'page.tsx' | 'route.ts'): string[] {
  return routesOf(file).map(({ address }) => address)
}

/** Every page or route of `app/`, in the order of their addresses. Throws where nothing stands for a part in brackets. */
export function routesOf(file: 'page.tsx' | 'route.ts'): Route[] {
  return readdirSync('app', { recursive: true, encoding: 'utf8' })
    .filter((path) => path === file || path.endsWith(`/${file}`))
    .map((path) => {
      const folder = `/${path.slice(0, -file.length)}`.replace(/\/\([a-z]+\)/g, '').replace(/(.)\/$/, '$1')
      const address = Object.entries(THINGS).reduce((text, [part, thing]) => text.replace(part, thing), folder)
      if (/[[\]]/.test(address)) throw new Error(`${path}: say in THINGS what stands for its part in brackets`)
      return { file: `app/${path}`, folder, address }
    })
    .toSorted((a, b) => (a.address < b.address ? -1 : 1))
}
