import type { Attack } from '@/lib/cli/attacks/model'

/** Texts that froze whoever drew them, or that nobody could draw any more. */
const BOMBS: [section: string, markdown: string][] = [
  ['summary', '**a'.repeat(33_000)],
  ['impact', '> '.repeat(5_000)],
  ['detection', '['.repeat(50_000)],
  ['causes', `${'- '.repeat(4_000)}x`],
]

export const reviewBombs: Attack = {
  id: 'review-bombs',
  sentence: 'review text that takes seconds to draw, or cannot be drawn',
  attack: async (world) => {
    const number = await world.declare('A review of bombs')
    const commander = await world.as('commander')
    const now = Date.now()
    const end = { number, resumedAt: now - 5_000, recoveredToAt: now - 60_000 }
    const resolved = await world.act(commander, 'resolveIncidentAction', end)
    if (resolved.code !== 'ok') return `not resolved: ${resolved.code} ${resolved.words}`
    let [saved, slowest] = [0, 0]
    for (const [section, markdown] of BOMBS) {
      const saving = world.act(commander, 'saveSectionAction', { number, section, base: 0, markdown })
      // Whoever saves waits for the drawing; nobody else does.
      const beside = await world.send('/api/health/live')
      const { code } = await saving
      if (/^(ok|invalid)$/.test(code)) saved++
      slowest = Math.max(slowest, beside.ms)
    }
    const page = await world.send(`/reviews/INC-${String(number).padStart(4, '0')}`, { cookie: commander.cookie })
    const others = slowest < 1_000 ? 'others under 1 s' : `others ${Math.round(slowest)} ms`
    return `${saved} of ${BOMBS.length} taken or refused; ${others}; page ${page.status} ${page.ms < 2_000 ? 'under 2 s' : `${Math.round(page.ms)} ms`}`
  },
  must: /^(\d) of \1 taken or refused; others under 1 s; page 200 under 2 s$/,
}
