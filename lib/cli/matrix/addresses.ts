import { readdirSync, readFileSync } from 'node:fs'
import type { Guard, Things } from '@/lib/cli/matrix/model'

/** Every page and route by its folder: what it needs. One that is missing here fails the matrix. */
const GUARDS: Record<string, Guard> = {
  '/': { needs: 'board.read', about: 'any' },
  '/account': { needs: 'account.own', about: 'self' },
  '/admin': { needs: 'user.manage', about: 'all', refusedWith: /Accounts are kept by an admin/ },
  '/audit': { needs: 'audit.read', about: 'all', refusedWith: /The audit is read by approvers/ },
  '/calendar': { needs: 'plan.read', about: 'any' },
  '/incidents': { needs: 'incident.read', about: 'any' },
  '/incidents/new': { needs: 'incident.declare', about: 'any', refusedWith: /Incidents are declared by/ },
  '/incidents/[number]': { needs: 'incident.read', about: 'thing' },
  '/recovery-points': { needs: 'inventory.read', about: 'any' },
  '/recovery-points/[assetId]': { needs: 'inventory.read', about: 'thing' },
  '/restores': { needs: 'restore.read', about: 'any' },
  '/restores/new': {
    needs: 'restore.read',
    about: 'thing',
    refusedWith: /There is no such|is not known|cannot be found/,
  },
  '/restores/[number]': { needs: 'restore.read', about: 'thing' },
  '/reviews': { needs: 'review.read', about: 'any' },
  '/reviews/[number]': { needs: 'review.read', about: 'thing' },
  '/search': { needs: 'board.read', about: 'any' },
  '/sign-in': 'open',
  '/systems': { needs: 'plan.read', about: 'any' },
  '/systems/[system]': { needs: 'plan.read', about: 'thing' },
  '/systems/[system]/contacts': { needs: 'plan.read', about: 'thing' },
  '/systems/[system]/findings': { needs: 'plan.read', about: 'thing' },
  '/systems/[system]/gaps': { needs: 'plan.read', about: 'thing' },
  '/systems/[system]/messages/[message]': { needs: 'plan.read', about: 'thing' },
  '/systems/[system]/plan': { needs: 'plan.read', about: 'thing' },
  '/systems/[system]/plan/revisions': { needs: 'plan.read', about: 'thing' },
  '/systems/[system]/runbooks/[runbook]': { needs: 'plan.read', about: 'thing' },
  '/welcome': 'open',
  '/api/audit/export': { needs: 'audit.read', about: 'all' },
  '/api/auth/[...nextauth]': 'open',
  '/api/auth/sign-out': 'open',
  '/api/board': { needs: 'board.read', about: 'any' },
  '/api/calendar': { needs: 'plan.read', about: 'any' },
  '/api/health/live': 'open',
  '/api/health/ready': 'open',
  '/api/incidents': { needs: 'incident.read', about: 'any' },
  '/api/incidents/[number]': { needs: 'incident.read', about: 'thing' },
  '/api/live': { needs: 'account.own', about: 'self' },
  '/api/restores/[number]': { needs: 'restore.read', about: 'thing' },
  '/api/reviews/[number]/audit': { needs: 'review.read', about: 'thing' },
  '/api/reviews/[number]/export': { needs: 'review.read', about: 'thing' },
  '/api/search': { needs: 'board.read', about: 'any' },
  '/api/shell': { needs: 'account.own', about: 'self' },
  '/api/systems/[system]': { needs: 'plan.read', about: 'thing' },
  '/api/timeline': { needs: 'incident.write', about: 'any' },
}

/** A page or a route as it is found in the code, with what it needs; null where no table names it. */
export type Found = {
  folder: string
  address: string
  methods: readonly string[]
  isPage: boolean
  guard: Guard | null
}

/** Everything of `app/` that answers, with real things for the parts in brackets. */
export function addressesOf(things: Things): Found[] {
  return readdirSync('app', { recursive: true, encoding: 'utf8' })
    .filter((path) => /(^|\/)(page\.tsx|route\.ts)$/.test(path))
    .sort()
    .map((path) => {
      const isPage = path.endsWith('page.tsx')
      const folder = `/${path.replace(/\/?(page\.tsx|route\.ts)$/, '')}`.replace(/\/\([a-z]+\)/g, '') || '/'
      const methods = isPage ? ['GET', 'HEAD'] : methodsOf(readFileSync(`app/${path}`, 'utf8'))
      return { folder, address: addressOf(folder, things), methods, isPage, guard: GUARDS[folder] ?? null }
    })
}

/** The methods that a route exports; whoever answers GET answers HEAD. */
function methodsOf(text: string): string[] {
  const found = ['GET', 'HEAD', 'POST'].filter((method) =>
    new RegExp(`export (const|async function|function) ${method}\\b|export \\{.*\\b${method}\\b`).test(text),
  )
  return found.includes('GET') && !found.includes('HEAD') ? [...found, 'HEAD'] : found
}

function addressOf(folder: string, things: Things): string {
  const { subject, incident, review, restore, runbook, message } = things
  const name = (number: number) => `INC-${String(number).padStart(4, '0')}`
  const { assetId = '', at = '' } = restore.sent
  const number = folder.includes('/reviews/')
    ? name(review)
    : folder.includes('/restores/')
      ? restore.name
      : name(incident)
  const address = folder
    .replace('[number]', number)
    .replace('[system]', subject.system)
    .replace('[assetId]', encodeURIComponent(assetId))
    .replace('[runbook]', runbook)
    .replace('[message]', message)
    .replace('[...nextauth]', 'session')
  if (folder === '/restores/new') return `${address}?${new URLSearchParams({ asset: assetId, at })}`
  return /search$/.test(folder) ? `${address}?q=restore` : address
}
