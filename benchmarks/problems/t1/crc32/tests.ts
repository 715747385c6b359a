example(() => solution.crc32([49, 50, 51, 52, 53, 54, 55, 56, 57]), 3421780262)
example(() => solution.crc32([97]), 3904355907)
example(() => solution.crc32([]), 0)

check('crc32([0])', () => equal(solution.crc32([0]), 3523407757), 1)
check('crc32([255])', () => equal(solution.crc32([255]), 4278190080), 1)
check('crc32([0, 0, 0, 0])', () => equal(solution.crc32([0, 0, 0, 0]), 558161692), 1)
check(
  'crc32([104, 101, 108, 108, 111])',
  () => equal(solution.crc32([104, 101, 108, 108, 111]), 907060870),
  1,
)
check(
  'is linear over exclusive or',
  (random) => {
    const [a, b, c] = [0, 1, 2].map(() => random.list(5, 5, () => random.int(0, 255))) as [
      number[],
      number[],
      number[],
    ]
    const mixed = a.map((byte, i) => byte ^ b[i]! ^ c[i]!)
    const sum = solution.crc32(a) ^ solution.crc32(b) ^ solution.crc32(c)
    equal(solution.crc32(mixed), sum >>> 0)
  },
  8,
)
check(
  'its own checksum leaves a constant',
  (random) => {
    const bytes = random.list(0, 6, () => random.int(0, 255))
    const crc = solution.crc32(bytes)
    equal(
      solution.crc32([...bytes, crc & 255, (crc >>> 8) & 255, (crc >>> 16) & 255, crc >>> 24]),
      0x2144df1c,
    )
  },
  8,
)
