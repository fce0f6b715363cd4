import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, test as base, expect, type Page } from '@playwright/test'

export { expect }

export type RoleName = 'viewer' | 'responder' | 'dba' | 'approver' | 'commander' | 'admin'
type Account = { email: string; role: RoleName; password: string }

/** Messages a test expects on the console, for example the failed request that it causes on purpose. */
type Options = { expectedConsoleErrors: RegExp[] }

/** A test whose pages may say nothing wrong: any console error, uncaught exception or CSP report fails it. */
export const test = base.extend<Options>({
  expectedConsoleErrors: [[], { option: true }],
  context: async ({ context, expectedConsoleErrors }, use) => {
    const faults = watchConsole(context, expectedConsoleErrors)
    await use(context)
    expect(faults, 'errors in the browser console').toEqual([])
  },
})

function watchConsole(context: BrowserContext, expected: RegExp[]): string[] {
  const faults: string[] = []
  const add = (text: string) => {
    if (!expected.some((pattern) => pattern.test(text))) faults.push(text)
  }
  context.on('console', (message) => {
    if (message.type() === 'error') add(`${message.text()} (${message.location().url})`)
  })
  context.on('weberror', (error) => add(String(error.error())))
  return faults
}

/** The product's data folder: where accounts and the sandbox's credentials are. */
export const dataFolder = process.env.TIDEMARK_DATA ?? '.tidemark'

/** What the sandbox's control wants to be shown. */
export function sandboxToken(): { authorization: string } {
  return { authorization: `Bearer ${readFileSync(join(dataFolder, 'sandbox-token'), 'utf8').trim()}` }
}

export function account(role: RoleName): Account {
  const accounts = JSON.parse(readFileSync(join(dataFolder, 'accounts.json'), 'utf8')) as Account[]
  const found = accounts.find((each) => each.role === role)
  if (!found) throw new Error(`There is no local account of role ${role}.`)
  return found
}

/** Signs the page's browser in as the role's local account, without the form; then opens `path`. */
export async function signIn(page: Page, role: RoleName, path = '/'): Promise<void> {
  const { email, password } = account(role)
  const { csrfToken } = await (await page.request.get('/api/auth/csrf')).json()
  await page.request.post('/api/auth/callback/credentials', { form: { csrfToken, email, password, json: 'true' } })
  await page.goto(path)
  await expect(page, `signed in as ${role}`).not.toHaveURL(/sign-in/)
}

/** The page's script runs: keys are heard, and what waited for it is ready. */
export const ready = (page: Page): Promise<void> => expect(page.getByRole('button', { name: 'theme' })).toBeEnabled()

/** A second person in a browser of their own, watched as strictly as the first; close it with `context.close()`. */
export async function anotherPerson(browser: Browser, role: RoleName, path = '/') {
  const context = await browser.newContext()
  const faults = watchConsole(context, [])
  const page = await context.newPage()
  await signIn(page, role, path)
  return {
    page,
    close: async () => {
      expect(faults, `errors in the console of the ${role}'s browser`).toEqual([])
      await context.close()
    },
  }
}

/** axe finds nothing at all on the page as it is now. */
export async function expectAccessible(page: Page): Promise<void> {
  await expect(page).toHaveTitle(/Tidemark/)
  const { violations } = await new AxeBuilder({ page }).analyze()
  const found = violations.map(
    ({ id, help, nodes }) => `${id}: ${help} (${nodes.map((node) => node.target).join(', ')})`,
  )
  expect(found, 'accessibility faults').toEqual([])
}
