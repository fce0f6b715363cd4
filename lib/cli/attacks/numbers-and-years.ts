import type { Attack, World } from '@/lib/cli/attacks/model'

const NUMBERS = [2 ** 31, 99_999_999_999, 2 ** 53, -1, 1.5]
const YEARS = [Date.UTC(1653, 1, 10), 8.64e15, 8.64e15 + 1, -8.64e15]
const PATHS = [
  ...['/incidents/', '/api/incidents/', '/reviews/'].flatMap((path) => [
    `${path}INC-99999999999`,
    `${path}INC-2147483648`,
  ]),
  ...['/restores/', '/api/restores/'].map((path) => `${path}RST-99999999999`),
  '/recovery-points/phaserai%3Aphaserai-prod?end=999999999999999_7b7f3f7e-1f0e-4b44-8f0e-6f1d0d6b3c55',
  '/restores/new?asset=phaserai%3Aphaserai-prod&at=%2B275760-09-13T00%3A00%3A00Z',
  '/restores/new?asset=phaserai%3Aphaserai-prod&at=1653-02-10T06%3A13%3A20Z',
  '/api/calendar?from=1653-02-10&to=%2B275760-09-13',
]

/** Addresses and actions with numbers that no column holds, and instants that nobody means. */
export const numbersAndYears: Attack = {
  id: 'numbers-and-years',
  sentence: 'numbers beyond 32 bits, and the years 1653 and 275760',
  attack: async (world) => {
    const { cookie } = await world.as('commander')
    const bad: string[] = []
    for (const path of PATHS) {
      const { status } = await world.send(path, { cookie })
      if (status >= 500) bad.push(`${path} ${status}`)
    }
    const number = await world.declare('Numbers and years')
    const asked = await actsOf(world, number)
    const right = asked.filter((code) => /^(invalid|not-found|precondition|conflict|forbidden)$/.test(code)).length
    return `${PATHS.length - bad.length} of ${PATHS.length} addresses below 500, ${right} of ${asked.length} actions refused ${bad.join(', ')}`.trim()
  },
  must: /^(\d+) of \1 addresses below 500, (\d+) of \2 actions refused$/,
}

/** What the actions and the timeline answer, as codes. */
async function actsOf(world: World, number: number): Promise<string[]> {
  const commander = await world.as('commander')
  const codes: string[] = []
  for (const wrong of NUMBERS) {
    for (const [action, rest] of [
      ['setStatusAction', { to: 'identified' }],
      ['setReviewStatusAction', { status: 'reviewed' }],
    ] as const) {
      codes.push((await world.act(commander, action, { number: wrong, ...rest })).code)
    }
  }
  for (const at of YEARS) {
    codes.push((await world.act(commander, 'setMilestoneAction', { number, milestone: 'detected', at })).code)
    codes.push((await world.act(commander, 'setRecoveryPointAction', { number, at })).code)
    const resolve = { number, resumedAt: at, recoveredToAt: at }
    codes.push((await world.act(commander, 'resolveIncidentAction', resolve)).code)
  }
  return codes
}
