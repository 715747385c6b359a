const minute = 60_000
const post = (path: string, body: Json) => request({ method: 'POST', path, body })
const seen = async (minutes: number, path = '/desk') => {
  const { body } = await request({ path, query: { at: String(minutes * minute) } })
  return [body.phase, body.clock, body.rounds]
}

test('work, short breaks and after four rounds a long break', async () => {
  await post('/desk', { at: 0 })
  equal(await seen(24.5), ['work', '0:30', 0])
  equal(await seen(25), ['short break', '5:00', 1])
  equal(await seen(30), ['work', '25:00', 1])
  equal(await seen(115), ['long break', '15:00', 4])
  equal(await seen(130), ['work', '25:00', 4])
  equal(await seen(155), ['short break', '5:00', 5])
})

test('a pause stops the clock until it is resumed', async () => {
  await post('/desk', { at: 0 })
  await post('/desk/pause', { at: 10 * minute })
  equal(await seen(60), ['work', '15:00', 0])
  await post('/desk/resume', { at: 70 * minute })
  equal(await seen(85), ['short break', '5:00', 1])
})

test('a skip goes to the next phase', async () => {
  await post('/desk', { at: 0, work: 10, short: 2 })
  equal((await post('/desk/skip', { at: 90_500 })).body.phase, 'short break')
  equal((await post('/desk/skip', { at: 91_000 })).body.clock, '10:00')
})

test('only work counts as worked', async () => {
  await post('/desk', { at: 0 })
  const { body } = await request({ path: '/desk', query: { at: String(33 * minute) } })
  equal([body.workedMinutes, body.next], [28, 'short break'])
})

test('timers do not mix and an ended one is gone', async () => {
  await post('/desk', { at: 0 })
  await post('/sofa', { at: 5 * minute, work: 50 })
  equal(await seen(10, '/sofa'), ['work', '45:00', 0])
  equal(await seen(10), ['work', '15:00', 0])
  await request({ method: 'DELETE', path: '/desk' })
  equal((await request({ path: '/desk' })).status, 404)
})

test('the clock of the node counts when no moment is given', async () => {
  equal((await post('/desk', null)).body.running, true)
  equal((await request({ path: '/desk' })).body.phase, 'work')
})

test('bad plans, moments and hostile names are refused', async () => {
  for (const body of [{ work: 0 }, { work: '25' }, { long: 181 }, { every: 13 }, { at: -1 }])
    equal((await post('/desk', body)).status, 400, JSON.stringify(body))
  for (const path of ['/', '/a/b', '/<script>', '/__proto__', `/${'x'.repeat(31)}`])
    equal((await post(path, null)).status, 400, path)
  equal((await request({ path: '/desk', query: { at: 'x' } })).status, 400)
})
