import type { JSHandle, Page } from '@playwright/test'

/** Keeps the page's own scripts back until `release`: what a slow line, or a slow machine, does for a while. */
export async function holdScripts(page: Page): Promise<{ release: () => Promise<void> }> {
  let go = () => {}
  const held = new Promise<void>((resolve) => {
    go = resolve
  })
  const scripts = '**/_next/static/**/*.js'
  await page.route(scripts, async (route) => {
    await held
    await route.continue().catch(() => {})
  })
  return {
    release: async () => {
      go()
      await page.unroute(scripts)
    },
  }
}

/** A control as it stands: what it is called, where, how it is drawn, and whether a press of it does anything. */
export type Control = { name: string; at: string; look: string; isReady: boolean; isHonest: boolean }

/** Every visible control of the page as it is now, to be looked at again once the script has run. */
export function controlsOf(page: Page): Promise<JSHandle<Element[]>> {
  return page.evaluateHandle(async () => {
    await document.fonts.ready
    const controls = 'a, button, input, select, textarea, summary, [role="button"], [role="tab"], [contenteditable]'
    return [...document.querySelectorAll(controls)].filter((one) => one.checkVisibility() && one.clientHeight > 0)
  })
}

/** How the controls stand. Honest is a link, what the browser does by itself, a form with an address, and what is not ready. */
export function look(controls: JSHandle<Element[]>): Promise<Control[]> {
  return controls.evaluate((all) =>
    all.map((one) => {
      const { left, top, width, height } = one.getBoundingClientRect()
      const { color, opacity, backgroundColor, cursor } = getComputedStyle(one)
      const isReady = !one.matches(':disabled, [aria-disabled="true"]')
      const byItself = one.matches('a[href], summary, [popovertarget]')
      const inForm = one.closest('form')?.matches('[action], [method="get"]') && !one.matches('[type="button"]')
      // A box to tick is drawn by the browser, also when it is not ready.
      const isBox = one.matches('[type="radio"], [type="checkbox"]')
      return {
        name: `${one.localName} ${one.getAttribute('aria-label') ?? (one.textContent || one.id)}`.slice(0, 60),
        at: [left, top, width, height].map(Math.round).join(' '),
        look: isBox ? `${isReady}` : `${color} ${opacity} ${backgroundColor} ${cursor}`,
        isReady,
        isHonest: byItself || inForm || !isReady,
      }
    }),
  )
}
