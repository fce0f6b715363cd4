import { FIRST_ROUND, losesNothingKilled } from '@/lib/restores/testing/killed'
import { ALL_METHODS } from '@/lib/restores/testing/marker-method'

losesNothingKilled(
  ALL_METHODS.slice(1).map(({ key }) => key),
  FIRST_ROUND,
)
