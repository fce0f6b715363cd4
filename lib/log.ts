import pino from 'pino'
import { env } from '@/lib/env'

/** The log of this process: JSON lines on standard output, times in UTC. Secrets are cut out by name. */
export const log = pino({
  level: env.LOG_LEVEL,
  base: { process: process.title },
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: {
    paths: ['password', '*.password', 'secret', '*.secret', 'token', '*.token', 'authorization', '*.authorization'],
    censor: '[cut]',
  },
})
