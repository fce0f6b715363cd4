import { inject } from 'vitest'
import { cloneDatabase } from '@/lib/db/testing'

// Before any import of the test file, so that lib/env and the client see this file's own database.
const clone = await cloneDatabase(inject('testDatabase'))
process.env.DATABASE_URL = clone.appUrl
process.env.DATABASE_OWNER_URL = clone.ownerUrl
process.env.NEXTAUTH_SECRET ??= 'not a secret: for tests only, never in a running product'
process.env.NEXTAUTH_URL ??= 'http://127.0.0.1:3000'
