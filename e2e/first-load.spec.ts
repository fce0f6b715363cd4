import { gzipSync } from 'node:zlib'
import type { Page, Response } from '@playwright/test'
import { expect, signIn, test } from '@/e2e/fixtures'

/**
 * What the board may load, in kB gzip: 172.0 came with its document, 177.8 with what the browser fetches once it idles; names of files move it by a tenth.
 * Next and React alone are 135. Whoever makes it smaller lowers these too.
 */
const MAY = { document: 172.3, untouched: 178 }

/** Notes every script that the browser truly fetches; polyfills for browsers without modules are not among them. */
function watchScripts(page: Page) {
  const asked = new Set<string>()
  const answers = new Map<string, Response>()
  page.on('request', (request) => request.resourceType() === 'script' && asked.add(request.url()))
  page.on('response', (answer) => answer.request().resourceType() === 'script' && answers.set(answer.url(), answer))
  return { asked, answers }
}

/** The total of some scripts in kB gzip, whatever the server did to them on the way, and in words with the largest. */
async function weigh(scripts: readonly Response[]) {
  const sizes = await Promise.all(
    scripts.map(async (each) => ({ path: pathOf(each), kB: gzipSync(await each.body()).length / 1_000 })),
  )
  const kB = sizes.reduce((sum, size) => sum + size.kB, 0)
  const largest = sizes
    .toSorted((a, b) => b.kB - a.kB)
    .slice(0, 6)
    .map((size) => `${size.path.split('/').at(-1)} ${size.kB.toFixed(1)}`)
  return { kB, words: `${kB.toFixed(1)} kB (gzip) of JavaScript in ${sizes.length} scripts: ${largest.join(', ')}, …` }
}

const pathOf = (answer: Response) => new URL(answer.url()).pathname

test('the board loads no more JavaScript than it may, and the palette is there before anybody asks for it', async ({
  page,
}) => {
  await signIn(page, 'viewer')
  await page.goto('about:blank')
  const { asked, answers } = watchScripts(page)
  const html = (await (await page.goto('/'))?.text()) ?? ''
  await expect(page.getByRole('contentinfo')).toContainText('Live')
  // Idle callbacks run in order: the one that fetches the palette has run when this one does.
  await page.evaluate(() => new Promise((done) => requestIdleCallback(done, { timeout: 10_000 })))
  await expect.poll(() => answers.size, 'every script asked for is answered').toBe(asked.size)
  const fetched = [...answers.values()]
  const untouched = [...asked]

  const named = fetched.filter((answer) => html.includes(`"${pathOf(answer)}"`))
  expect(named.length, 'scripts that the document names').toBeGreaterThan(5)
  const first = await weigh(named)
  const tooMuch = `The board's document may bring ${MAY.document} kB. It brings ${first.words}`
  expect(first.kB, tooMuch).toBeLessThanOrEqual(MAY.document)

  const all = await weigh(fetched)
  const tooMuchIdle = `Until somebody touches it, the board may fetch ${MAY.untouched} kB. It fetches ${all.words}`
  expect(all.kB, tooMuchIdle).toBeLessThanOrEqual(MAY.untouched)

  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog', { name: 'Find' }).getByRole('listbox')).toBeVisible()
  expect([...asked], 'Ctrl-K fetches no script').toEqual(untouched)
})
