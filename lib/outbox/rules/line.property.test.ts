import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Line, Pending, Step } from '@/lib/outbox/model/line'
import type { EndState } from '@/lib/outbox/model/message'
import { KINDS } from '@/lib/outbox/rules/kinds'
import { answered, claimed, lapsed, said } from '@/lib/outbox/rules/line'
import { HOUR, MINUTE } from '@/lib/time/durations'

const CLAIM = MINUTE / 2

/** What a receiver does with what comes: hears it; hears it and its answer is lost; refuses it; has trouble of its own. */
type Manner = 'hears' | 'loses' | 'refuses' | 'stumbles'
type Act =
  | { act: 'toggle' | 'send' | 'killed before' | 'killed after' | 'late answer' | 'sweep' }
  | { act: 'receiver'; manner: Manner }
  | { act: 'wait'; ms: number }

/** One subject, a receiver, and workers that are killed; what is stored is what the rules say, nothing else. */
class World {
  line: Line = { heard: 'nothing', pending: [] }
  now = 1_795_000_000_000
  manner: Manner = 'hears'
  truth = false
  heard: string[] = []
  /** keys of which an answer was lost, so that hearing them again is no fault */
  lost = new Set<string>()
  ended = new Map<string, EndState>()
  late: { id: string; by: string }[] = []
  count = 0

  take(step: Step): void {
    for (const { id, state } of step.ended) {
      expect(this.ended.has(id)).toBe(false)
      this.ended.set(id, state)
    }
    expect(step.pending.filter(({ claim }) => claim !== null).length).toBeLessThanOrEqual(1)
    this.line = step
  }

  toggle(): void {
    this.truth = !this.truth
    const kind = this.truth ? 'notice-began' : 'notice-cleared'
    this.count += 1
    const times = { createdAt: this.now, nextAttemptAt: this.now, expiresAt: this.now + KINDS[kind].age }
    const id = `${this.count} ${kind}`
    const message: Pending = { id, kind, ...times, attempts: 0, claim: null, doubtful: false, lastError: null }
    this.take(said({ ...this.line, pending: [...this.line.pending, message] }, this.now))
  }

  /** @param killed where the worker ends: before it sends, or after sending and before it writes the answer down */
  send(killed: 'before' | 'after' | null): void {
    this.count += 1
    const by = `worker ${this.count}`
    this.take(claimed(this.line, { by, until: this.now + CLAIM }, this.now))
    const [head] = this.line.pending
    if (head?.claim?.by !== by) return
    const { id } = head
    if (killed !== null) this.late.push({ id, by })
    if (killed === 'before') return
    const { manner } = this
    if (manner === 'hears' || manner === 'loses') this.heard.push(id)
    if (manner === 'loses' || killed === 'after') this.lost.add(id)
    if (killed === null) this.take(answered(this.line, { id, by }, ANSWERS[manner], this.now))
  }

  run(act: Act): void {
    if (act.act === 'toggle') this.toggle()
    else if (act.act === 'send') this.send(null)
    else if (act.act === 'killed before') this.send('before')
    else if (act.act === 'killed after') this.send('after')
    else if (act.act === 'receiver') this.manner = act.manner
    else if (act.act === 'wait') this.now += act.ms
    else if (act.act === 'sweep') this.take(lapsed(this.line, this.now))
    else {
      const claim = this.late.pop()
      // Who was believed dead comes back; it speaks only of what it really sent.
      if (claim && this.heard.includes(claim.id)) {
        this.take(answered(this.line, claim, { kind: 'heard' }, this.now))
      }
    }
  }

  /** The receiver is there, nothing changes any more, and workers go on. */
  quieten(): void {
    this.manner = 'hears'
    for (let round = 0; round < 6; round += 1) {
      this.now += HOUR + MINUTE
      this.send(null)
    }
  }
}

const ANSWERS = {
  hears: { kind: 'heard' },
  loses: { kind: 'unknown', text: 'lost' },
  refuses: { kind: 'refused', again: true, text: 'no' },
  stumbles: { kind: 'unknown', text: 'oh' },
} as const

const acts = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom<Act>({ act: 'toggle' }) },
    { weight: 5, arbitrary: fc.constantFrom<Act>({ act: 'send' }) },
    {
      weight: 3,
      arbitrary: fc.constantFrom<Act>(
        { act: 'killed before' },
        { act: 'killed after' },
        { act: 'late answer' },
        { act: 'sweep' },
      ),
    },
    {
      weight: 3,
      arbitrary: fc
        .constantFrom<Manner>('hears', 'loses', 'refuses', 'stumbles')
        .map((manner): Act => ({ act: 'receiver', manner })),
    },
    {
      weight: 4,
      arbitrary: fc.constantFrom(1_000, CLAIM + 1, HOUR, 13 * HOUR).map((ms): Act => ({ act: 'wait', ms })),
    },
  ),
  { maxLength: 60 },
)

test('whatever happens, a receiver hears ends of what it heard only, in order, and at last what is true', () => {
  fc.assert(
    fc.property(acts, (each) => {
      const world = new World()
      for (const act of each) world.run(act)
      world.quieten()
      const { heard, lost, ended, truth } = world
      const first = heard.filter((id, index) => heard.indexOf(id) === index)
      // In order: numbers grow, and beginnings and ends take turns, from a beginning on.
      expect(first.map((id) => Number.parseInt(id, 10))).toEqual(
        first.map((id) => Number.parseInt(id, 10)).toSorted((a, b) => a - b),
      )
      expect(first.map((id, index) => id.endsWith(index % 2 === 0 ? 'began' : 'cleared'))).not.toContain(false)
      // Repetitions: only of what stood last, and only where an answer was lost.
      heard.forEach((id, index) => {
        if (heard.indexOf(id) === index) return
        expect(lost.has(id)).toBe(true)
        expect(heard[index - 1]).toBe(id)
      })
      for (const id of heard) expect(['delivered', 'doubtful']).toContain(ended.get(id))
      const last = heard.at(-1)?.endsWith('began') ?? false
      // An alarm that nobody heard in its age is let go; that is the one thing a receiver may miss.
      const aged = truth && [...ended].some(([id, state]) => state === 'withdrawn' && id === `${lastRaise(world)}`)
      if (!aged) expect(last).toBe(truth)
      expect(world.line.pending).toEqual([])
    }),
    { numRuns: 2_000 },
  )
})

const lastRaise = ({ ended }: World) => [...ended.keys()].filter((id) => id.endsWith('began')).at(-1)
