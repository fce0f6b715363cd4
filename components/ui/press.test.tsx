import { globSync, readFileSync } from 'node:fs'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Button } from '@/components/ui/button'
import { Press } from '@/components/ui/press'

test('what needs the script is sent as not ready, what submits a form as ready', () => {
  expect(renderToStaticMarkup(<Press>Theme</Press>)).toBe('<button type="button" aria-disabled="true">Theme</button>')
  expect(renderToStaticMarkup(<Button>Copy</Button>)).toContain('aria-disabled="true"')
  expect(renderToStaticMarkup(<Button type="submit">Filter</Button>)).not.toContain('aria-disabled')
  expect(renderToStaticMarkup(<Press aria-disabled>Locked</Press>)).toContain('aria-disabled="true"')
})

/** Bare buttons, each the only one of its file: the browser opens the menu by itself; what failed is drawn by the script alone. */
const BARE = ['components/shell/nav.tsx', 'components/shell/page-failed.tsx', 'components/ui/press.tsx']

test('every button is a Press, so that none looks ready before the script has run', () => {
  const drawing = globSync('{app,components}/**/*.tsx').filter((file) => !file.endsWith('.test.tsx'))
  const bare = drawing.flatMap((file) => Array(readFileSync(file, 'utf8').match(/<button\b/g)?.length ?? 0).fill(file))
  expect(bare.sort()).toEqual(BARE)
  expect(readFileSync('components/shell/nav.tsx', 'utf8')).toContain('popoverTarget')
})
