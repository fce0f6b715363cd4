import { type LiveSignal, liveHub } from '@/lib/live/hub'
import type { LiveEvent } from '@/lib/live/model/event'

/** How many streams are open at most: of one account (a browser needs one, whatever its tabs), and in this process. */
export const STREAM_LIMITS = { perAccount: 8, inAll: 400 }

const HEARTBEAT_MS = 15_000
/** A browser that does not read so many lines is closed; it comes back, and reads everything again. */
const MOST_UNREAD = 200

/** Who opens a stream. */
export type StreamOwner = {
  account: string
  /** aborts when the browser goes */
  gone: AbortSignal
  /** whether this person is told of an event */
  mayHear: (event: LiveEvent) => boolean
  /** calls back once the stream may not go on as who it was opened; what it returns stops it, and leaves nothing behind */
  watch: (ended: () => void) => () => void
}

type Stream = StreamOwner & { send: (line: Uint8Array) => void; close: () => void }

/**
 * The streams of server-sent events of this process: one subscription and one heartbeat for all of them, none without
 * a stream. Beyond a limit the oldest stream of the account with the most is told `superseded` and closed.
 */
class LiveStreams {
  /** in the order in which they were opened */
  private readonly open = new Set<Stream>()
  private heartbeat: ReturnType<typeof setInterval> | undefined
  private unsubscribe: (() => void) | undefined

  constructor(private readonly limits: typeof STREAM_LIMITS) {}

  /** How many are open. */
  get count(): number {
    return this.open.size
  }

  /** Whether an account may open one more without another being closed for it. */
  hasRoom(account: string): boolean {
    return this.open.size < this.limits.inAll && this.of(account).length < this.limits.perAccount
  }

  /** Opens a stream, which ends with its request, with its reader, or when its account may not go on. */
  begin(owner: StreamOwner): ReadableStream<Uint8Array> {
    let close = () => {}
    return new ReadableStream<Uint8Array>({
      start: (controller) => {
        let unwatch = () => {}
        const stream: Stream = {
          ...owner,
          send: (line) => {
            if ((controller.desiredSize ?? 0) < -MOST_UNREAD) stream.close()
            else controller.enqueue(line)
          },
          close: () => {
            if (!this.open.delete(stream)) return
            owner.gone.removeEventListener('abort', stream.close)
            unwatch()
            if (this.open.size === 0) this.rest()
            try {
              controller.close()
            } catch {
              // its reader has gone already
            }
          },
        }
        close = stream.close
        this.add(stream)
        // What went away while it was found out who asks does not say so again.
        if (owner.gone.aborted) return stream.close()
        owner.gone.addEventListener('abort', stream.close)
        unwatch = owner.watch(stream.close)
        stream.send(encode('retry: 1000\n: open\n\n'))
        if (liveHub.away) stream.send(encode('event: away\ndata: {}\n\n'))
      },
      cancel: () => close(),
    })
  }

  private add(stream: Stream): void {
    while (this.of(stream.account).length >= this.limits.perAccount) this.supersede(this.of(stream.account)[0])
    while (this.open.size >= this.limits.inAll) this.supersede(this.of(this.busiest())[0])
    this.open.add(stream)
    if (this.unsubscribe) return
    this.heartbeat = setInterval(() => this.tell('event: here\ndata: {}\n\n'), HEARTBEAT_MS)
    this.unsubscribe = liveHub.subscribe((signal) => this.hear(signal))
  }

  private rest(): void {
    clearInterval(this.heartbeat)
    this.unsubscribe?.()
    this.unsubscribe = undefined
  }

  private supersede(stream: Stream | undefined): void {
    stream?.send(encode('event: superseded\ndata: {}\n\n'))
    stream?.close()
  }

  private of(account: string): Stream[] {
    return [...this.open].filter((stream) => stream.account === account)
  }

  private busiest(): string {
    const counts = new Map<string, number>()
    for (const { account } of this.open) counts.set(account, (counts.get(account) ?? 0) + 1)
    return [...counts].reduce((most, one) => (one[1] > most[1] ? one : most), ['', 0])[0]
  }

  private hear(signal: LiveSignal): void {
    if (signal === 'away' || signal === 'resync') this.tell(`event: ${signal}\ndata: {}\n\n`)
    else if (signal.topic !== 'users')
      this.tell(`data: ${JSON.stringify(signal)}\n\n`, (stream) => stream.mayHear(signal))
  }

  private tell(text: string, hears: (stream: Stream) => boolean = () => true): void {
    const line = encode(text)
    for (const stream of this.open) if (hears(stream)) stream.send(line)
  }
}

const encode = (text: string) => new TextEncoder().encode(text)

const held = globalThis as typeof globalThis & { tidemarkStreams?: LiveStreams }

/** The streams of this process. */
export const liveStreams: LiveStreams = held.tidemarkStreams ?? new LiveStreams(STREAM_LIMITS)
held.tidemarkStreams = liveStreams
