example(() => solution.run('++++++[>+++++++++++<-]>.'), 'B')
example(() => solution.run('+++[>++++[>++++++++<-]<-]>>+.+.'), 'ab')
example(() => solution.run('[.]'), '')

check("run('')", () => equal(solution.run(''), ''), 1)
check("run('comment')", () => equal(solution.run('comment'), ''), 1)
check("run('-.')", () => equal(solution.run('-.'), 'ÿ'), 1)
check(
  "run('+++++[>+++++[>++<-]<-]>>-.')",
  () => equal(solution.run('+++++[>+++++[>++<-]<-]>>-.'), '1'),
  1,
)
check(
  "run('++[>[-]+++[>++++++++++<-]<-]>>.')",
  () => equal(solution.run('++[>[-]+++[>++++++++++<-]<-]>>.'), '<'),
  1,
)
check(
  "run('++++++++[>++++++++<-]>+.>.<+.')",
  () => equal(solution.run('++++++++[>++++++++<-]>+.>.<+.'), 'A\u0000B'),
  1,
)
check(
  "run('[[-]+.-]++++++[>++++++++<-]>.')",
  () => equal(solution.run('[[-]+.-]++++++[>++++++++<-]>.'), '0'),
  1,
)
check(
  "run('+++++++++++[>+++>++++++++++<<-]>.>++++.<.')",
  () => equal(solution.run('+++++++++++[>+++>++++++++++<<-]>.>++++.<.'), '!r!'),
  1,
)
check("run('>-.<.>+.')", () => equal(solution.run('>-.<.>+.'), 'ÿ\u0000\u0000'), 1)
check(
  'builds single characters',
  (random) => {
    const [a, b, c] = [random.int(2, 9), random.int(4, 12), random.int(0, 9)]
    const program = `${'+'.repeat(a)}[>${'+'.repeat(b)}<-]${random.pick(['', 'x', '[.]'])}>${'+'.repeat(c)}.${'-'.repeat(c)}.`
    equal(solution.run(program), String.fromCharCode(a * b + c, a * b))
  },
  10,
)
check(
  'wraps at both ends',
  (random) => {
    const [down, up] = [random.int(0, 4), random.int(0, 4)]
    equal(
      solution.run(`${'-'.repeat(down)}${'+'.repeat(up)}.`),
      String.fromCharCode((256 - down + up) % 256),
    )
  },
  10,
)
check(
  'multiplies three numbers',
  (random) => {
    const [a, b, c] = [random.int(1, 4), random.int(1, 4), random.int(3, 7)]
    const plus = (n: number) => '+'.repeat(n)
    equal(
      solution.run(`${plus(a)}[>${plus(b)}[>${plus(c)}<-]<-]>>.`),
      String.fromCharCode(a * b * c),
    )
  },
  6,
)
