import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { recordAudit, SYSTEM } from '@/lib/audit/record'
import { writeHeads } from '@/lib/chains/commands/write-heads'
import {
  auditLength,
  breaksOf,
  dataFolder,
  forgetMarks,
  owner,
  rehashAudit,
  rehashTimeline,
  say,
  tamper,
  timelineOf,
} from '@/lib/chains/testing/owner'
import { transaction } from '@/lib/db/transaction'

beforeEach(forgetMarks)
afterAll(() => owner.end())

const places = async (...asked: Parameters<typeof breaksOf>) =>
  (await breaksOf(...asked)).map(({ seq, why }) => `${seq} ${why.replace(/\(.*?\)/, '(…)')}`)

const acts = async (count: number) => {
  for (let i = 0; i < count; i++) {
    await transaction((tx) => recordAudit(tx, { actor: SYSTEM, action: `act.${i}`, subject: { type: 't', id: 'x' } }))
  }
}

describe('a look at every chain', () => {
  it('finds a record whole that only Tidemark wrote, at every look', async () => {
    const folder = dataFolder()
    const { id, chain } = await timelineOf(3)
    for (const whole of [false, true, false]) {
      expect(await breaksOf(chain, folder, whole)).toEqual([])
      expect(await breaksOf('audit', folder, whole)).toEqual([])
      await writeHeads(folder, Date.now())
      await say(id, 'one more')
    }
    expect(await breaksOf('heads', folder)).toEqual([])
  })

  it('names every break of every timeline, and goes on after each', async () => {
    const [one, two] = [await timelineOf(12), await timelineOf(4)]
    await tamper('UPDATE timeline_entry SET text = $2 WHERE incident_id = $1 AND seq IN (2, 4)', [one.id, 'x'])
    await tamper('DELETE FROM timeline_entry WHERE incident_id = $1 AND seq IN (6, 7, 11, 12)', [one.id])
    await tamper(`UPDATE timeline_entry SET prev_hash = 'x' WHERE incident_id = $1 AND seq = 9`, [one.id])
    await tamper(
      `UPDATE timeline_entry SET occurred_at = occurred_at - interval '1 h' WHERE incident_id = $1 AND seq = 4`,
      [two.id],
    )
    expect(await places(one.chain, null)).toEqual([
      '2 its content is not what was recorded',
      '4 its content is not what was recorded',
      '6 entries 6 to 7 are missing',
      '9 it does not name the entry before it, and its content is not what was recorded',
      '11 entries 11 to 12 are missing',
    ])
    expect(await places(two.chain, null)).toEqual(['4 its content is not what was recorded'])
  })

  it.each([
    [
      'a changed act',
      'UPDATE audit_record SET action = $2 WHERE id = (SELECT record_id FROM audit_link WHERE seq = $1)',
      'x',
      ': its content is not what was recorded',
    ],
    [
      'another actor',
      'UPDATE audit_record SET actor_name = $2 WHERE id = (SELECT record_id FROM audit_link WHERE seq = $1)',
      'x',
      ': its content is not what was recorded',
    ],
    ['a link taken out', 'DELETE FROM audit_link WHERE seq = $1 AND hash <> $2', '', ': it is missing'],
  ])('names %s in the audit', async (_what, sql, value, why) => {
    await acts(3)
    const seq = (await auditLength()) - 1
    expect(await places('audit', null)).not.toContain(`${seq}${why.replace(':', '')}`)
    await tamper(sql, [seq, value])
    expect(await places('audit', null)).toContain(`${seq}${why.replace(':', '')}`)
  })

  it('names records that were slipped in beside the chain', async () => {
    await tamper(`INSERT INTO audit_record (actor_id, actor_name, action, subject_type, subject_id)
                  VALUES ('a', 'b', 'slipped', 'd', 'e')`)
    const { rows } = await owner.query(`SELECT id FROM audit_record WHERE action = 'slipped'`)
    expect(await places('audit', null)).toContainEqual(
      expect.stringMatching(new RegExp(`^0 records stand outside the chain: .*\\b${rows[0].id}$`)),
    )
  })
})

describe('what the owner of the database does so that nothing in it is odd', () => {
  it('an entry changed and all that follow hashed anew: found by the heads outside, at a later time too', async () => {
    const folder = dataFolder()
    const { id, chain } = await timelineOf(6)
    await writeHeads(folder, Date.now())
    await tamper(`UPDATE timeline_entry SET text = 'never happened' WHERE incident_id = $1 AND seq = 3`, [id])
    await rehashTimeline(id)
    expect(await breaksOf(chain, null)).toEqual([])
    await forgetMarks()
    const found = '6 the history up to it was another one when its head was written (…)'
    expect(await places(chain, folder)).toEqual([found])
    // The worker goes on, and writes heads of the new history.
    await say(id, 'after it')
    await writeHeads(folder, Date.now())
    await forgetMarks()
    expect(await places(chain, folder)).toEqual([found])
  })

  it('the last three entries cut and the head set back', async () => {
    const folder = dataFolder()
    const { id, chain } = await timelineOf(6)
    await writeHeads(folder, Date.now())
    await tamper('DELETE FROM timeline_entry WHERE incident_id = $1 AND seq > 3', [id])
    await rehashTimeline(id)
    expect(await breaksOf(chain, null)).toEqual([])
    await forgetMarks()
    expect(await places(chain, folder, false)).toEqual([
      '6 there are 3 entries now, and it was there when its head was written (…)',
    ])
    for (const text of ['4', '5', '6', '7']) await say(id, text)
    await forgetMarks()
    expect(await places(chain, folder)).toEqual([
      '6 the history up to it was another one when its head was written (…)',
    ])
  })

  it('a whole incident taken away', async () => {
    const folder = dataFolder()
    const { id, chain } = await timelineOf(2)
    await writeHeads(folder, Date.now())
    await tamper('DELETE FROM timeline_entry WHERE incident_id = $1', [id])
    await tamper('DELETE FROM timeline WHERE incident_id = $1', [id])
    await forgetMarks()
    expect(await places(chain, folder)).toEqual([
      '2 there are 0 entries now, and it was there when its head was written (…)',
    ])
  })

  it('found by what was verified before, where no head was written yet, and never forgotten', async () => {
    const { id, chain } = await timelineOf(5)
    expect(await breaksOf(chain, null)).toEqual([])
    await tamper(`UPDATE timeline_entry SET text = 'x' WHERE incident_id = $1 AND seq = 2`, [id])
    await rehashTimeline(id)
    const found = [expect.stringMatching(/^5 the history up to it was another one when it was verified, .* UTC$/)]
    expect(await places(chain, null, false)).toEqual(found)
    for (const whole of [true, false, true]) {
      await say(id, 'goes on')
      expect(await places(chain, null, whole)).toEqual(found)
    }
  })

  it('the audit: an act changed and all hashed anew, then the last three cut', async () => {
    const folder = dataFolder()
    await acts(8)
    const length = await auditLength()
    await rehashAudit()
    await forgetMarks()
    await writeHeads(folder, Date.now())
    expect(await places('audit', folder)).toEqual(await places('audit', null))
    await tamper(
      `UPDATE audit_record SET actor_name = 'somebody else' WHERE id = (SELECT record_id FROM audit_link WHERE seq = $1)`,
      [length - 5],
    )
    await rehashAudit()
    await forgetMarks()
    expect((await places('audit', folder)).filter((each) => each.includes('head was written'))).toEqual([
      `${length} the history up to it was another one when its head was written (…)`,
    ])
    await tamper('DELETE FROM audit_link WHERE seq > $1', [length - 3])
    await tamper('DELETE FROM audit_record r WHERE NOT EXISTS (SELECT FROM audit_link WHERE record_id = r.id)')
    await rehashAudit()
    await forgetMarks()
    expect((await places('audit', folder)).filter((each) => each.includes('head was written'))).toEqual([
      `${length} there are ${length - 3} entries now, and it was there when its head was written (…)`,
    ])
  })
})
