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

/** The one button that the browser works by itself: it opens the menu. */
const BY_ITSELF = 'components/shell/nav.tsx'

test('every button is a Press, so that none looks ready before the script has run', () => {
  const drawing = globSync('{app,components}/**/*.tsx').filter((file) => !file.endsWith('.test.tsx'))
  const bare = drawing.filter((file) => /<button\b/.test(readFileSync(file, 'utf8')))
  expect(bare.sort()).toEqual([BY_ITSELF, 'components/ui/press.tsx'])
  expect(readFileSync(BY_ITSELF, 'utf8').match(/<button\b/g)).toHaveLength(1)
  expect(readFileSync(BY_ITSELF, 'utf8')).toContain('popoverTarget')
})
