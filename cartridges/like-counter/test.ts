const like = (path: string, body: Json) => request({ method: 'POST', path, body })

test('a person counts once and a second press takes it back', async () => {
  equal((await like('/photos/cat', { fan: 'ada' })).body, {
    item: 'cat',
    likes: 1,
    liked: true,
  })
  equal((await like('/photos/cat', { fan: 'ada', like: true })).body.likes, 1)
  equal((await like('/photos/cat', { fan: 'ada' })).body.likes, 0)
})

test('two items and two collections do not mix', async () => {
  await like('/photos/cat', { fan: 'ada' })
  await like('/films/cat', { fan: 'bob' })
  equal((await request({ path: '/photos/dog' })).body.likes, 0)
  equal((await request({ path: '/films/cat', query: { fan: 'ada' } })).body.liked, false)
})

test('the most liked comes first', async () => {
  await like('/photos/cat', { fan: 'ada' })
  for (const fan of ['ada', 'bob']) await like('/photos/dog', { fan })
  equal((await request({ path: '/photos' })).body.items, [
    { item: 'dog', likes: 2 },
    { item: 'cat', likes: 1 },
  ])
})

test('three hundred may like it, and one more is refused', async () => {
  for (let i = 0; i < 300; i++) await like('/p/cat', { fan: `fan-${i}` })
  equal((await request({ path: '/p/cat' })).body.likes, 300)
  equal((await like('/p/cat', { fan: 'one-more' })).status, 409)
})

test('hostile fans are only names', async () => {
  for (const fan of ['__proto__', '<script>"$&']) await like('/photos/cat', { fan })
  equal((await request({ path: '/photos/cat', query: { fan: '__proto__' } })).body.liked, true)
})

test('bad likes are refused', async () => {
  for (const body of [{}, { fan: '' }, { fan: 5 }, { fan: 'ada', like: 1 }, [1]] as Json[])
    equal((await like('/photos/cat', body)).status, 400)
  for (const path of ['/', '/A/b', '/a/b/c', '/<script>'])
    equal((await like(path, { fan: 'a' })).status, 400)
})
