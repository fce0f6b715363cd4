import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** Variables that a file reads by name. */
function readBy(file: string): string[] {
  const text = readFileSync(file, 'utf8')
  return [...text.matchAll(/^\s{2}([A-Z][A-Z0-9_]+):/gm)].map((match) => match[1] ?? '')
}

test('every variable that Tidemark reads is explained in .env.example, and no other', () => {
  const lines = readFileSync('.env.example', 'utf8').split('\n')
  const explained = lines.flatMap((line) => /^([A-Z][A-Z0-9_]+)=/.exec(line)?.[1] ?? [])
  const read = new Set([...readBy('lib/env.ts'), ...readBy('lib/cli/settings.ts')])
  for (const name of read) expect(explained, name).toContain(name)
  const ofTheSdk = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_PROFILE']
  for (const name of explained) expect([...read, ...ofTheSdk], name).toContain(name)
  expect(new Set(explained).size).toBe(explained.length)
})

test('each one has a comment above it', () => {
  const lines = readFileSync('.env.example', 'utf8').split('\n')
  const bare = lines.filter((line, i) => /^[A-Z]/.test(line) && /^$/.test(lines[i - 1] ?? ''))
  expect(bare).toEqual([])
})
