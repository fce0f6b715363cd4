import { EVERY_ROUND, losesNothingKilled } from '@/lib/restores/testing/killed'
import { ALL_METHODS } from '@/lib/restores/testing/marker-method'

losesNothingKilled(
  ALL_METHODS.slice(0, 1).map(({ key }) => key),
  EVERY_ROUND,
)
