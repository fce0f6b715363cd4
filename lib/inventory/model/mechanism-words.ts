import type { Mechanism } from '@/lib/inventory/model/facts'

/** A mechanism as people call it, for lanes, tables and filters. */
export const MECHANISM_WORDS: Record<Mechanism, string> = {
  'rds-automated': 'PITR',
  'rds-snapshot-automated': 'Automated snapshot',
  'rds-snapshot-manual': 'Manual snapshot',
  'rds-snapshot-copy': 'Snapshot copy',
  'aws-backup': 'AWS Backup',
  'aws-backup-copy': 'AWS Backup copy',
  's3-object': 'Object',
  replica: 'Replica',
}
