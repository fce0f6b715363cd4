import { atTheDoor, sandboxHand } from '@/lib/cli/attacks/at-the-door'
import { approverOfAnother, brokenCalls, movedDeclaration, viewerActs } from '@/lib/cli/attacks/authority'
import { copiedCookie } from '@/lib/cli/attacks/copied-cookie'
import { forwardedFor } from '@/lib/cli/attacks/forwarded-for'
import { guesses } from '@/lib/cli/attacks/guesses'
import { badItem, halfACharacter } from '@/lib/cli/attacks/half-a-character'
import { lockedTable } from '@/lib/cli/attacks/locked-table'
import type { Attack } from '@/lib/cli/attacks/model'
import { numbersAndYears } from '@/lib/cli/attacks/numbers-and-years'
import { cutTail, rehashedEdit } from '@/lib/cli/attacks/owner-tampers'
import { hungWeb, openFolder, silentWorker } from '@/lib/cli/attacks/processes'
import { reviewBombs } from '@/lib/cli/attacks/review-bombs'
import { headLive, nineStreams } from '@/lib/cli/attacks/streams'

/** Every attack, in the order in which they are made: what breaks a record or a process for the others comes last. */
export const ATTACKS: readonly Attack[] = [
  ...[...atTheDoor, sandboxHand, openFolder],
  ...[halfACharacter, badItem, numbersAndYears, brokenCalls],
  ...[viewerActs, movedDeclaration, approverOfAnother],
  ...[forwardedFor, guesses, copiedCookie, nineStreams, headLive, reviewBombs],
  ...[lockedTable, rehashedEdit, cutTail, silentWorker, hungWeb],
]
