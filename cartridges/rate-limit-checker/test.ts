const ask = async (
  algorithm: string,
  limit: number,
  window: number,
  at: number,
  hits: number[],
) => {
  const answer = await request({ method: 'POST', body: { algorithm, limit, window, at, hits } })
  equal(answer.status, 200, JSON.stringify(answer.body))
  const { allowed, remaining, reset } = answer.body
  return [allowed, remaining, reset]
}

test('a fixed window forgets at whole multiples', async () => {
  equal(await ask('fixed', 2, 60, 119, [61, 62]), [false, 0, 1])
  equal(await ask('fixed', 2, 60, 120, [61, 62]), [true, 1, 60])
})

test('a sliding window lets no double burst through at the border', async () => {
  equal(await ask('sliding', 2, 60, 120, [118, 119]), [false, 0, 58])
  equal(await ask('sliding', 2, 60, 178, [118, 119]), [true, 0, 1])
})

test('when more came than allowed, the wait is until a place is really free', async () => {
  equal(await ask('sliding', 2, 60, 100, [50, 70, 90]), [false, 0, 30])
})

test('a bucket refills drop by drop', async () => {
  const burst = [0, 0, 0, 0, 0]
  equal(await ask('bucket', 5, 10, 0, burst), [false, 0, 2])
  equal(await ask('bucket', 5, 10, 1, burst), [false, 0, 1])
  equal(await ask('bucket', 5, 10, 2, burst), [true, 0, 2])
  equal(await ask('bucket', 5, 10, 100, burst), [true, 4, 2])
})

test('a refused call takes no drop from the bucket', async () => {
  equal(await ask('bucket', 1, 10, 10, [0, 3, 6, 9]), [true, 0, 10])
})

test('only a refusal says when to come back, and never at once', async () => {
  const body = { algorithm: 'sliding', limit: 1, window: 1, at: 10.5, hits: [9.6] }
  const refused = await request({ method: 'POST', body })
  equal(refused.body.headers['Retry-After'], '1')
  const allowed = await request({ method: 'POST', body: { ...body, hits: [] } })
  equal(allowed.body.headers['Retry-After'], undefined)
})

test('bad input is refused with a hint', async () => {
  const good = { algorithm: 'fixed', limit: 1, window: 1, at: 5, hits: [] }
  for (const wrong of [
    { algorithm: '__proto__' },
    { algorithm: '<script>' },
    { limit: 0 },
    { limit: 1.5 },
    { window: 0 },
    { at: 'now' },
    { hits: [6] },
    { hits: [3, 2] },
    { hits: ['1'] },
    { hits: Array.from({ length: 2001 }, () => 1) },
  ]) {
    const answer = await request({ method: 'POST', body: { ...good, ...wrong } })
    equal(answer.status, 400, JSON.stringify(wrong).slice(0, 50))
    ok(answer.body.hint)
  }
})
