type JsonObject = { [key: string]: Json }
type Operation = { op: string; path: string; value?: Json }

const compare = (before: Json, after: Json, options: JsonObject = {}) =>
  request({ method: 'POST', body: { before, after, ...options } })

const patchOf = async (before: Json, after: Json): Promise<Operation[]> => {
  const answer = await compare(before, after)
  equal(answer.status, 200)
  return answer.body.patch
}

/** RFC 6902 written a second time, so that the patches are judged by something else. */
function applyPatch(document: Json, patch: readonly Operation[]): Json {
  const root: { value: Json } = { value: JSON.parse(JSON.stringify(document)) }
  for (const { op, path, value = null } of patch) {
    const keys = path
      .split('/')
      .slice(1)
      .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
    const last = keys.pop()
    if (last === undefined) {
      if (op !== 'test') root.value = value
      continue
    }
    // An array answers to the same keys as an object here.
    let parent = root.value as JsonObject
    for (const key of keys) parent = parent[key] as JsonObject
    if (op === 'test') {
      equal(parent[last], value, `test at ${path}`)
    } else if (Array.isArray(parent)) {
      const index = Number(last)
      ok(index >= 0 && index <= parent.length, `index ${path}`)
      if (op === 'add') parent.splice(index, 0, value)
      else if (op === 'remove') parent.splice(index, 1)
      else parent[index] = value
    } else if (op === 'remove') {
      ok(Object.hasOwn(parent, last), `nothing at ${path}`)
      delete parent[last]
    } else {
      parent[last] = value
    }
  }
  return root.value
}

test('equal values give an empty patch whatever the key order', async () => {
  const answer = await compare({ a: 1, b: { c: [1, 2] } }, { b: { c: [1, 2] }, a: 1 })
  equal(answer.body, { equal: true, summary: { added: 0, removed: 0, replaced: 0 }, patch: [] })
})

test('one inserted array item is one add', async () => {
  equal(await patchOf([1, 2, 3, 4], [1, 9, 2, 3, 4]), [{ op: 'add', path: '/1', value: 9 }])
})

test('one removed array item is one remove', async () => {
  equal(await patchOf(['a', 'b', 'c'], ['a', 'c']), [{ op: 'remove', path: '/1' }])
})

test('a change deep inside an array item stays a small change', async () => {
  const before = [{ id: 1 }, { id: 2, name: 'x' }, { id: 3 }]
  const after = [{ id: 1 }, { id: 2, name: 'y' }, { id: 3 }]
  equal(await patchOf(before, after), [{ op: 'replace', path: '/1/name', value: 'y' }])
})

test('a different root is one replace at the empty pointer', async () => {
  equal(await patchOf({ a: 1 }, [1]), [{ op: 'replace', path: '', value: [1] }])
  equal(await patchOf(null, false), [{ op: 'replace', path: '', value: false }])
})

test('keys with slash and tilde are escaped', async () => {
  equal(await patchOf({ 'a/b~c': 1 }, { 'a/b~c': 2 }), [
    { op: 'replace', path: '/a~1b~0c', value: 2 },
  ])
})

test('null is a value and not an absence', async () => {
  equal(await patchOf({ a: null }, {}), [{ op: 'remove', path: '/a' }])
  equal(await patchOf({}, { a: null }), [{ op: 'add', path: '/a', value: null }])
})

test('a number and its text differ', async () => {
  equal(await patchOf([1], ['1']), [{ op: 'replace', path: '/0', value: '1' }])
})

test('guard puts a test before each remove and replace', async () => {
  const before = { a: 1, b: 2 }
  const { body } = await compare(before, { a: 3 }, { guard: true })
  equal(body.patch, [
    { op: 'test', path: '/a', value: 1 },
    { op: 'replace', path: '/a', value: 3 },
    { op: 'test', path: '/b', value: 2 },
    { op: 'remove', path: '/b' },
  ])
  equal(body.summary, { added: 0, removed: 1, replaced: 1 })
  equal(applyPatch(before, body.patch), { a: 3 })
})

test('the key __proto__ is ordinary data', async () => {
  const before = JSON.parse('{"__proto__": 1}')
  const after = JSON.parse('{"__proto__": 2}')
  equal(await patchOf(before, after), [{ op: 'replace', path: '/__proto__', value: 2 }])
})

test('applying the patch to random values gives the new value', async () => {
  let seed = 7
  const next = (below: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648
    return Math.floor((seed / 2147483648) * below)
  }
  const value = (depth: number): Json => {
    const kind = next(depth > 0 ? 5 : 3)
    if (kind === 0) return next(4)
    if (kind === 1) return 'abc'.charAt(next(3))
    if (kind === 2) return [null, true, false][next(3)] ?? null
    if (kind === 3) return Array.from({ length: next(7) }, () => value(depth - 1))
    return Object.fromEntries(
      Array.from({ length: next(5) }, () => ['pqrs'.charAt(next(4)), value(depth - 1)]),
    )
  }
  for (let round = 0; round < 60; round++) {
    const before = value(3)
    const after = value(3)
    const { body } = await compare(before, after, { guard: true })
    equal(applyPatch(before, body.patch), after, `round ${round}`)
  }
})

test('arrays too long for the table are still patched correctly', async () => {
  const before = Array.from({ length: 1500 }, (_, i) => i)
  const after = Array.from({ length: 1500 }, (_, i) => i * 2 + 1)
  equal(applyPatch(before, await patchOf(before, after)), after)
})

test('a missing side is refused with a hint', async () => {
  const answer = await request({ method: 'POST', body: { before: 1 } })
  equal(answer.status, 400)
  match(answer.body.error, /after/)
  match(answer.body.hint, /POST/)
})

test('an empty call explains itself and costs nothing', async () => {
  const answer = await request({ method: 'GET' })
  equal(answer.status, 400)
  match(answer.body.hint, /before/)
})

test('a body that is not an object and a wrong guard are refused', async () => {
  equal((await request({ method: 'POST', body: [1, 2] })).status, 400)
  equal((await request({ method: 'POST', body: 'text' })).status, 400)
  equal((await compare(1, 2, { guard: 'yes' })).status, 400)
})
