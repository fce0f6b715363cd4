import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** IAM calls some operations by another name than the SDK. */
const IAM_NAME: Record<string, string> = {
  's3:ListObjectsV2': 's3:ListBucket',
  's3:GetBucketReplication': 's3:GetReplicationConfiguration',
  's3:GetBucketLifecycleConfiguration': 's3:GetLifecycleConfiguration',
}

/** Asked for by AWS beside the call itself: to tag what a restore makes, to read tags back, to let AWS Backup work. */
const BESIDE = ['rds:AddTagsToResource', 'rds:ListTagsForResource', 'iam:PassRole']

/** Every call that lib/aws makes, as the IAM action that allows it. */
function calls(): Set<string> {
  const actions = new Set<string>()
  for (const file of readdirSync('lib/aws')) {
    if (!file.endsWith('.ts') || file.endsWith('.test.ts')) continue
    const text = readFileSync(`lib/aws/${file}`, 'utf8')
    for (const [, names = '', client = ''] of text.matchAll(
      /import \{([^}]*)\} from '@aws-sdk\/client-([a-z0-9]+)'/g,
    )) {
      for (const [, command = ''] of names.matchAll(/\b(?!type )([A-Z]\w+)Command\b/g)) {
        const action = `${client}:${command}`
        actions.add(IAM_NAME[action] ?? action)
      }
    }
  }
  return actions
}

function allowed(policy: string): string[] {
  const { Statement } = JSON.parse(readFileSync(`docs/iam/${policy}.json`, 'utf8')) as {
    Statement: { Action: string | string[] }[]
  }
  return Statement.flatMap(({ Action }) => Action)
}

test('the documented policies allow every call that Tidemark makes, and nothing besides', () => {
  const documented = new Set(['tidemark-read', 'tidemark-restore', 'tidemark-worker'].flatMap(allowed))
  const made = calls()
  expect(made.size).toBeGreaterThan(15)
  expect([...made].filter((action) => !documented.has(action))).toEqual([])
  expect([...documented].filter((action) => !made.has(action) && !BESIDE.includes(action))).toEqual([])
})

test('the policy for reading changes nothing', () => {
  for (const action of allowed('tidemark-read')) expect(action).toMatch(/:(Describe|List|Get)/)
})
