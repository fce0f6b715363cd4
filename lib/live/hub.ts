import pg from 'pg'
import { env } from '@/lib/env'
import { LIVE_CHANNEL, type LiveEvent } from '@/lib/live/model/event'
import { log } from '@/lib/log'

/** What a stream hears: an event, `away` once nothing is heard any more, `resync` after that gap: events were missed. */
export type LiveSignal = LiveEvent | 'away' | 'resync'
type Listener = (signal: LiveSignal) => void

/** One LISTEN connection per process, shared by all streams; it comes back by itself after the database did. */
class LiveHub {
  private readonly listeners = new Set<Listener>()
  private client: pg.Client | undefined
  private connecting = false
  private isAway = false

  /** Whether the database is known to tell nothing. */
  get away(): boolean {
    return this.isAway
  }

  subscribe(listener: Listener): () => void {
    this.listeners.add(listener)
    void this.connect()
    return () => this.listeners.delete(listener)
  }

  /** Whether notices are being heard now. */
  get listening(): boolean {
    return this.client !== undefined
  }

  private async connect(): Promise<void> {
    if (this.client || this.connecting) return
    this.connecting = true
    const client = new pg.Client({
      connectionString: env.DATABASE_URL,
      application_name: 'tidemark-live',
      connectionTimeoutMillis: 3_000,
      keepAlive: true,
    })
    client.on('error', () => this.lost(client))
    client.on('end', () => this.lost(client))
    client.on('notification', ({ payload }) => payload && this.tell(JSON.parse(payload) as LiveEvent))
    try {
      await client.connect()
      await client.query(`LISTEN ${LIVE_CHANNEL}`)
      this.client = client
      if (this.isAway) this.tell('resync')
      this.isAway = false
    } catch {
      this.goAway()
      client.end().catch(() => {})
      this.retry()
    } finally {
      this.connecting = false
    }
  }

  private lost(client: pg.Client): void {
    if (this.client !== client) return
    this.client = undefined
    this.goAway()
    log.warn('live: the database connection was lost; reconnecting')
    this.retry()
  }

  private goAway(): void {
    if (!this.isAway) this.tell('away')
    this.isAway = true
  }

  private retry(): void {
    setTimeout(() => void this.connect(), 300 + Math.random() * 400).unref()
  }

  private tell(signal: LiveSignal): void {
    for (const listener of this.listeners) {
      try {
        listener(signal)
      } catch (error) {
        log.error({ err: error }, 'live: a stream failed')
      }
    }
  }
}

const held = globalThis as typeof globalThis & { tidemarkHub?: LiveHub }

/** The hub of this process. */
export const liveHub: LiveHub = held.tidemarkHub ?? new LiveHub()
held.tidemarkHub = liveHub
