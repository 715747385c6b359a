const time = async (query: { [name: string]: string }) => (await request({ query })).body

test('one moment in all its forms', async () => {
  equal(await time({ at: '2000-01-01T12:00:00Z' }), {
    iso: '2000-01-01T12:00:00.000Z',
    utc: '2000-01-01T12:00:00.000Z',
    http: 'Sat, 01 Jan 2000 12:00:00 GMT',
    unix: 946728000,
    unixMs: 946728000000,
    weekday: 'Saturday',
    isoWeek: '1999-W52-6',
    dayOfYear: 1,
    daysInYear: 366,
    julianDay: 2451545,
  })
})

test('weeks belong to the year of their Thursday', async () => {
  for (const [day, week] of [
    ['2021-01-03', '2020-W53-7'],
    ['2021-01-04', '2021-W01-1'],
    ['2024-12-30', '2025-W01-1'],
    ['2026-12-31', '2026-W53-4'],
  ] as const)
    equal((await time({ at: `${day}T00:00:00Z` })).isoWeek, week)
})

test('an offset moves the calendar and not the moment', async () => {
  const found = await time({ at: '2026-12-31T20:00:00Z', offset: '+05:30' })
  equal(
    [found.iso, found.utc, found.dayOfYear, found.unix],
    ['2027-01-01T01:30:00.000+05:30', '2026-12-31T20:00:00.000Z', 1, 1798747200],
  )
  equal((await time({ at: '0', offset: ' 01:00' })).iso, '1970-01-01T01:00:00.000+01:00')
})

test('seconds and milliseconds are told apart', async () => {
  equal((await time({ at: '1798747200' })).utc, (await time({ at: '1798747200000' })).utc)
  equal((await time({ at: '-1' })).utc, '1969-12-31T23:59:59.000Z')
})

test('without a moment the clock counts', async () => {
  const { unixMs } = await time({})
  ok(unixMs > Date.parse('2024-01-01T00:00:00Z') && Number.isInteger(unixMs))
})

test('days that do not exist and offsets of nowhere are refused', async () => {
  for (const query of [
    { at: '2026-02-29T00:00:00Z' },
    { at: '2026-13-01T00:00:00Z' },
    { at: '2026-01-01' },
    { at: 'now' },
    { at: '253402300800000' },
    { at: '"><script>' },
    { offset: 'CET' },
    { offset: '+15:00' },
    { offset: '+01:60' },
  ]) {
    const answer = await request({ query })
    equal(answer.status, 400, JSON.stringify(query))
    ok(answer.body.hint)
  }
})
