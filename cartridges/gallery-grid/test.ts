type Box = { x: number; y: number; width: number; height: number }

const image = (width: number, height: number, more: { [key: string]: Json } = {}) => ({
  src: '/x.jpg',
  alt: 'x',
  width,
  height,
  ...more,
})
const grid = (images: Json, more: { [key: string]: Json } = {}) =>
  request({ method: 'POST', body: { images, ...more } })

test('every row but the last fills the width exactly', async () => {
  let seed = 5
  const next = () => {
    seed = (seed * 16807) % 2147483647
    return seed / 2147483647
  }
  const images = Array.from({ length: 60 }, () =>
    image(100 + Math.floor(next() * 900), 100 + Math.floor(next() * 600)),
  )
  const { body } = await grid(images, { width: 977, gap: 7 })
  const rows = new Map<number, Box[]>()
  for (const box of body.boxes as Box[]) rows.set(box.y, [...(rows.get(box.y) ?? []), box])
  equal(rows.size, body.rows)
  for (const row of [...rows.values()].slice(0, -1)) {
    const last = row.at(-1)
    equal((last?.x ?? 0) + (last?.width ?? 0), 977)
    for (const [index, box] of row.slice(1).entries())
      equal(box.x, (row[index]?.x ?? 0) + (row[index]?.width ?? 0) + 7)
  }
})

test('proportions are kept within rounding', async () => {
  const { body } = await grid([image(300, 200), image(200, 300), image(400, 200)], {
    width: 800,
    rowHeight: 200,
    gap: 0,
  })
  for (const [index, ratio] of [1.5, 2 / 3, 2].entries()) {
    const box = body.boxes[index] as Box
    ok(Math.abs(box.width - ratio * box.height) <= 2, `${index}`)
  }
})

test('a last image alone is not blown up', async () => {
  const { body } = await grid([image(100, 100)], { width: 1000, rowHeight: 200 })
  equal(body.boxes, [{ x: 0, y: 0, width: 200, height: 200 }])
})

test('rows stand below each other with the gap', async () => {
  const { body } = await grid([image(400, 100), image(400, 100)], {
    width: 400,
    rowHeight: 100,
    gap: 10,
  })
  equal(
    body.boxes.map((box: Box) => box.y),
    [0, 110],
  )
  equal([body.height, body.rows], [210, 2])
})

test('words and addresses cannot leave their attributes', async () => {
  const { body } = await grid([image(1, 1, { alt: '"><script>$&', src: '/a"onerror="a()' })])
  ok(!/<script|" ?onerror/.test(body.html))
  match(body.html, /src="\/a&#34;onerror=&#34;a\(\)"/)
})

test('images that are none are refused by place', async () => {
  for (const item of [
    5,
    image(0, 1),
    image(1.5, 1),
    image(1, 1, { src: 'javascript:a()' }),
    image(1, 1, { src: 'data:text/html;base64,x' }),
    image(1, 1, { src: '//evil/x' }),
    { src: '/a', width: 1, height: 1 },
  ]) {
    const answer = await grid([image(1, 1), item as Json])
    equal(answer.status, 400)
    match(answer.body.error, /images\[1\]/)
  }
  equal((await grid([image(1, 1)], { width: 10 })).status, 400)
})
