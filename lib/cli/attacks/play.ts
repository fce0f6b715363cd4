import type { Attack, World } from '@/lib/cli/attacks/model'

const PATIENCE_MS = 60_000

/** Whether an attack was answered as it must, and what was answered. */
export type Played = { id: string; sentence: string; answered: string; held: boolean; ms: number }

/** Makes one attack within its time. What it throws, and no answer in time, is an answer that must not be. */
export async function play(
  { id, sentence, attack, must, within = PATIENCE_MS }: Attack,
  world: World,
): Promise<Played> {
  const since = Date.now()
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`no answer in ${within / 1000} s`), within)
  })
  const tried = attack(world).catch((error: unknown) => `threw: ${error instanceof Error ? error.message : error}`)
  const answered = (await Promise.race([tried, late])).replace(/\s+/g, ' ').slice(0, 400)
  clearTimeout(timer)
  return { id, sentence, answered, held: must.test(answered), ms: Date.now() - since }
}
