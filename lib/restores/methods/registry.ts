import { awsBackup } from '@/lib/restores/methods/aws-backup/aws-backup'
import type { RestoreMethod } from '@/lib/restores/methods/model/method'
import { pointInTime } from '@/lib/restores/methods/point-in-time/point-in-time'
import { snapshot } from '@/lib/restores/methods/snapshot/snapshot'

const WAYS = [pointInTime, snapshot, awsBackup] as const

type HandedTo<Way> = Way extends { send: (ports: infer Ports, ...rest: never[]) => unknown }
  ? (ports: Ports) => void
  : never

/** The calls that all ways together need; the worker hands them in. */
export type RestorePorts = HandedTo<(typeof WAYS)[number]> extends (ports: infer Ports) => void ? Ports : never

/** Ways to restore, in the order in which a picked point is offered to them. */
export type Methods = readonly RestoreMethod<RestorePorts>[]

/** Every way to restore there is. */
export const METHODS: Methods = WAYS

/** The way that a row names; null when this version does not know it. */
export function methodNamed(key: string, among: Methods = METHODS): Methods[number] | null {
  return among.find((one) => one.key === key) ?? null
}
