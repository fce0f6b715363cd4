import { randomUUID } from 'node:crypto'
import { awsBackup, type BackupPorts, startJob } from '@/lib/restores/methods/aws-backup/aws-backup'
import type { RestoreMethod } from '@/lib/restores/methods/model/method'
import { METHODS, type Methods } from '@/lib/restores/methods/registry'
import { MARKED } from '@/lib/restores/testing/fixtures'

/**
 * For tests only: a way whose call nothing guards, neither a name nor a token, so that two calls would make two jobs.
 * What it made is found by a mark: the point and the target that the job carries. Its points are of a
 * kind of their own, which no real way takes.
 */
const marker: RestoreMethod<BackupPorts> = {
  ...awsBackup,
  key: 'by-marker',
  words: { one: 'marked job', from: (key) => `marked job ${key}`, offers: 'marked jobs', suffix: 'marked' },
  repeat: { by: 'marker', seenWithinMs: 400 },
  choose: (offer) =>
    offer.point?.mechanism === MARKED
      ? awsBackup.choose({ ...offer, point: { ...offer.point, mechanism: 'aws-backup' } })
      : null,
  send: (ports, order) => startJob(ports, order, randomUUID()),
}

/** Every way to restore, and one that no product has: what a suite over the registry runs on. */
export const ALL_METHODS: Methods = [...METHODS, marker]
