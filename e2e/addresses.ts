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

/** Every address that the folders of `app/` answer, so that a new page or route is in every list from its first day. */
export function addressesOf(file: 'page.tsx' | 'route.ts'): string[] {
  return readdirSync('app', { recursive: true, encoding: 'utf8' })
    .filter((path) => path === file || path.endsWith(`/${file}`))
    .map((path) => {
      const folder = `/${path.slice(0, -file.length)}`.replace(/\/\([a-z]+\)/g, '').replace(/(.)\/$/, '$1')
      const address = Object.entries(THINGS).reduce((text, [part, thing]) => text.replace(part, thing), folder)
      if (/[[\]]/.test(address)) throw new Error(`${path}: say in THINGS what stands for its part in brackets`)
      return address
    })
    .toSorted()
}
