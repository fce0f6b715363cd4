import { writeSync } from 'node:fs'
import pino from 'pino'
import { env } from '@/lib/env'

const held = globalThis as typeof globalThis & { tidemarkOutput?: boolean }
if (!held.tidemarkOutput) {
  held.tidemarkOutput = true
  // Whoever read the output may be gone (EPIPE), or its disk full: nobody to tell, and no reason to stop.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
}

let lost = 0

/**
 * Standard output, without waiting and without failing: a line that cannot be written now (a full disk, a reader that is
 * gone or stands still) is dropped, and counted in the next one that can.
 */
const output = {
  write(line: string): void {
    try {
      if (lost > 0) writeSync(1, `{"level":40,"msg":"log: ${lost} lines were lost"}\n`)
      lost = 0
      writeSync(1, line)
    } catch {
      lost += 1
    }
  },
}

/** The log of this process: JSON lines on standard output, times in UTC. Secrets are cut out by name. */
export const log = pino(
  {
    level: env.LOG_LEVEL,
    base: { process: process.title },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: ['password', '*.password', 'secret', '*.secret', 'token', '*.token', 'authorization', '*.authorization'],
      censor: '[cut]',
    },
  },
  output,
)
