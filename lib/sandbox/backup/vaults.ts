import type {
  BackupVaultListMember,
  DescribeBackupVaultInput,
  ListBackupVaultsInput,
  ListBackupVaultsOutput,
} from '@aws-sdk/client-backup'
import { backupPage } from '@/lib/sandbox/paging'
import type { Sandbox } from '@/lib/sandbox/sandbox'
import { AwsFault } from '@/lib/sandbox/wire/fault'
import type { Call, Handler } from '@/lib/sandbox/wire/service'
import { worldOf } from '@/lib/sandbox/world/now'
import { recoveryPointsOf, vaultArn } from '@/lib/sandbox/world/points'
import type { Vault } from '@/lib/sandbox/world/types'

/** AWS Backup's vaults: which there are, how many points they hold, whether they are locked. */
export function vaultHandlers(sandbox: Sandbox): Record<string, Handler> {
  return {
    ListBackupVaults: (input: ListBackupVaultsInput, call: Call): ListBackupVaultsOutput => {
      const { shown, NextToken } = backupPage(vaultsHere(sandbox, call), input, ({ name }) => name, call)
      return { BackupVaultList: shown.map((vault) => vaultShape(sandbox, vault, call)), NextToken }
    },
    DescribeBackupVault: (input: DescribeBackupVaultInput, call: Call) =>
      vaultShape(sandbox, checkVault(sandbox, input, call), call),
  }
}

const vaultsHere = (sandbox: Sandbox, call: Call) =>
  worldOf(sandbox, call.account).vaults.filter((v) => v.region === call.region)

/** @throws AwsFault AccessDeniedException for a vault this account and region do not have */
export function checkVault(
  sandbox: Sandbox,
  { BackupVaultName: name }: { BackupVaultName?: string | undefined },
  call: Call,
): Vault {
  const vault = vaultsHere(sandbox, call).find((v) => v.name === name)
  // AWS does not tell apart a vault that is not there and one that is not yours.
  if (!vault)
    throw new AwsFault('AccessDeniedException', `Insufficient privileges to perform this action on ${name}.`, 403)
  return vault
}

function vaultShape(sandbox: Sandbox, { name, lock }: Vault, call: Call): BackupVaultListMember {
  const points = recoveryPointsOf(sandbox, call.account, call.at)
  return {
    BackupVaultName: name,
    BackupVaultArn: vaultArn(call, name),
    VaultType: 'BACKUP_VAULT',
    VaultState: 'AVAILABLE',
    CreationDate: new Date('2017-03-14T09:30:00Z'),
    EncryptionKeyArn: `arn:aws:kms:${call.region}:${call.account}:key/aws-backup`,
    NumberOfRecoveryPoints: points.filter((p) => p.region === call.region && p.vault === name).length,
    Locked: lock !== undefined,
    ...(lock && {
      MinRetentionDays: lock.minDays,
      MaxRetentionDays: lock.maxDays,
      LockDate: new Date(lock.at),
    }),
  }
}
