import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { db } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'
import { enqueue } from '@/lib/outbox/enqueue'
import { sweepOutbox } from '@/lib/outbox/sweep'
import { deliverDue } from '@/lib/worker/deliver-messages'

/**
 * How a receiver takes a message: hears and says so; hears, and the answer is lost; or answers a status and hears nothing.
 */
export type Manner = 'hears' | 'loses' | number

/** A webhook's receiver on the loopback, that remembers what it heard: a key each time, and the sequence. */
export async function startReceiver() {
  const heard: { key: string; sequence: number; body: { event?: string } }[] = []
  let manner: Manner = 'hears'
  let hold: Promise<void> | null = null
  const server: Server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    const now = manner
    if (typeof now !== 'number') {
      const { 'idempotency-key': key, 'tidemark-sequence': sequence } = request.headers
      heard.push({ key: String(key), sequence: Number(sequence), body: JSON.parse(text) })
    }
    await hold
    if (now === 'loses') request.socket.destroy()
    else response.writeHead(now === 'hears' ? 200 : now, { location: 'http://127.0.0.1:1/elsewhere' }).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?key=very-secret`
  return {
    address,
    heard,
    keys: () => heard.map(({ key }) => key),
    be: (next: Manner) => {
      manner = next
    },
    /** Answers nobody until the returned function is called. */
    holdAnswers: () => {
      let release = () => {}
      hold = new Promise((resolve) => {
        release = resolve
      })
      return () => {
        release()
        hold = null
      }
    },
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

export const logged: unknown[] = []
const log = { info: () => {}, warn: (...words: unknown[]) => void logged.push(words) }

/** One round of a worker. @returns how many messages were delivered */
export const deliver = (address: string, signal = new AbortController().signal) =>
  deliverDue({ log, signal, addresses: { webhook: address } })

/** One round of a worker's sweep. */
export const sweep = () => sweepOutbox()

/** As if all that the outbox holds had been written so much earlier; nothing waits for its next attempt any more. */
export async function age(ms: number): Promise<void> {
  await db.$executeRaw`
    UPDATE outbox_message SET created_at = created_at - ${ms} * interval '1 millisecond',
      expires_at = expires_at - ${ms} * interval '1 millisecond', ended_at = ended_at - ${ms} * interval '1 millisecond',
      claimed_until = claimed_until - ${ms} * interval '1 millisecond',
      next_attempt_at = next_attempt_at - ${ms} * interval '1 millisecond'`
}

/** An alarm on a subject, or its end. @returns whether somebody has to be told */
export function say(what: 'began' | 'cleared', key: string, subject = 'x'): Promise<boolean> {
  return transaction((tx) =>
    enqueue(tx, {
      kind: `notice-${what}`,
      subject: `notice:${subject}`,
      dedupeKey: key,
      payload: { event: `breach.${what}`, text: key },
    }),
  )
}

/** Each message's key, state and why, in the order of writing. */
export async function states(): Promise<string[]> {
  const rows = await db.outboxMessage.findMany({ orderBy: { seq: 'asc' } })
  return rows.map(({ dedupeKey, state, why }) => `${dedupeKey} ${state}${why ? `: ${why}` : ''}`)
}
