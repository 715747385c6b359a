const start = '2026-03-01T09:00:00Z' // a Sunday

const next = async (cron: string, options: { [name: string]: string } = {}): Promise<string[]> => {
  const answer = await request({
    method: 'GET',
    query: { cron, from: start, count: '3', ...options },
  })
  equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body.next
}

const refusal = async (query: { [name: string]: string }) => {
  const answer = await request({ method: 'GET', query: { from: start, ...query } })
  equal(answer.status, 400, JSON.stringify(answer.body))
  ok(answer.body.hint)
  return answer.body.error
}

test('steps of minutes start after the given instant and not at it', async () => {
  equal(await next('*/15 * * * *'), [
    '2026-03-01T09:15:00Z',
    '2026-03-01T09:30:00Z',
    '2026-03-01T09:45:00Z',
  ])
})

test('seconds of the given instant do not hide the next minute', async () => {
  equal(await next('* * * * *', { from: '2026-03-01T09:00:59Z', count: '1' }), [
    '2026-03-01T09:01:00Z',
  ])
})

test('names of days make office hours', async () => {
  equal(await next('30 9 * * mon-fri'), [
    '2026-03-02T09:30:00Z',
    '2026-03-03T09:30:00Z',
    '2026-03-04T09:30:00Z',
  ])
})

test('names of months work in any case', async () => {
  equal(await next('0 0 1 Jan,JUL *'), [
    '2026-07-01T00:00:00Z',
    '2027-01-01T00:00:00Z',
    '2027-07-01T00:00:00Z',
  ])
})

test('0 and 7 are both Sunday and 5-7 reaches it', async () => {
  equal(await next('0 12 * * 0'), await next('0 12 * * 7'))
  equal(await next('0 12 * * 5-7'), [
    '2026-03-01T12:00:00Z',
    '2026-03-06T12:00:00Z',
    '2026-03-07T12:00:00Z',
  ])
})

test('day of month or day of week is enough when both are given', async () => {
  equal(await next('0 0 13 * fri', { count: '4' }), [
    '2026-03-06T00:00:00Z',
    '2026-03-13T00:00:00Z',
    '2026-03-20T00:00:00Z',
    '2026-03-27T00:00:00Z',
  ])
  equal((await next('0 0 2 * fri'))[0], '2026-03-02T00:00:00Z')
})

test('lists, ranges and steps combine', async () => {
  equal(await next('5,10-20/5 8-9 * * *', { count: '4' }), [
    '2026-03-01T09:05:00Z',
    '2026-03-01T09:10:00Z',
    '2026-03-01T09:15:00Z',
    '2026-03-01T09:20:00Z',
  ])
  equal(await next('20/30 * * * *'), [
    '2026-03-01T09:20:00Z',
    '2026-03-01T09:50:00Z',
    '2026-03-01T10:20:00Z',
  ])
})

test('29 February waits for the leap year, even over 2100', async () => {
  equal((await next('0 0 29 2 *'))[0], '2028-02-29T00:00:00Z')
  equal((await next('0 0 29 2 *', { from: '2097-01-01T00:00:00Z' }))[0], '2104-02-29T00:00:00Z')
})

test('the 31st skips short months', async () => {
  equal(await next('0 0 31 * *'), [
    '2026-03-31T00:00:00Z',
    '2026-05-31T00:00:00Z',
    '2026-07-31T00:00:00Z',
  ])
})

test('an offset moves the clock that the fields are read on', async () => {
  equal(await next('0 9 * * *', { offset: '+02:00', count: '1' }), ['2026-03-02T09:00:00+02:00'])
  equal(await next('0 9 * * *', { offset: '-05:30', count: '1' }), ['2026-03-01T09:00:00-05:30'])
  equal(await next('0 9 * * *', { offset: ' 02:00', count: '1' }), ['2026-03-02T09:00:00+02:00'])
})

test('macros stand for their expressions', async () => {
  equal(await next('@daily'), await next('0 0 * * *'))
  equal(await next('@hourly', { count: '1' }), ['2026-03-01T10:00:00Z'])
  equal(await next('@YEARLY', { count: '1' }), ['2027-01-01T00:00:00Z'])
})

test('a body works and five is the default', async () => {
  const answer = await request({ method: 'POST', body: { cron: '0 0 * * *', from: start } })
  equal(answer.body.from, '2026-03-01T09:00:00Z')
  equal(answer.body.next.length, 5)
})

test('without an instant it starts from now', async () => {
  const answer = await request({ method: 'GET', query: { cron: '* * * * *', count: '1' } })
  const gap = Date.parse(answer.body.next[0]) - Date.parse(answer.body.from)
  ok(gap > 0 && gap <= 60_000, `gap ${gap}`)
})

test('a day that never comes is refused', async () => {
  match(await refusal({ cron: '0 0 30 2 *' }), /never fires/)
})

test('values out of range name their field', async () => {
  match(await refusal({ cron: '60 * * * *' }), /minute/)
  match(await refusal({ cron: '* 24 * * *' }), /hour/)
  match(await refusal({ cron: '* * 0 * *' }), /day of month/)
  match(await refusal({ cron: '* * * 13 *' }), /month/)
  match(await refusal({ cron: '* * * * 8' }), /day of week/)
  match(await refusal({ cron: '* * * * someday' }), /day of week/)
})

test('malformed expressions are refused', async () => {
  const wrong = [
    '',
    '* * * *',
    '* * * * * *',
    '*/0 * * * *',
    '1-2-3 * * * *',
    '5-1 * * * *',
    ', * * * *',
  ]
  for (const cron of [
    ...wrong,
    '*/ * * * *',
    '*-5 * * * *',
    '1/2/3 * * * *',
    '-1 * * * *',
    '@reboot',
  ])
    await refusal({ cron })
})

test('wrong instants, offsets and counts are refused', async () => {
  const cron = '* * * * *'
  for (const from of ['tomorrow', '2026-03-01', '2026-13-01T00:00:00Z', '2026-03-01T00:00:00'])
    await refusal({ cron, from })
  for (const offset of ['Europe/Rome', '+25:00', '+02:61', '2']) await refusal({ cron, offset })
  for (const count of ['0', '101', 'x', '1.5']) await refusal({ cron, count })
})
