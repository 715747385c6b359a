export function findWord(grid: string[], word: string): [number, number][] | null {
  const width = (grid[0] ?? '').length + 1
  const text = grid.map((line) => `${line}\n`).join('')
  let chains = [...text].flatMap((char, at) => (char === word[0] ? [[at]] : []))
  for (const letter of word.slice(1))
    chains = chains.flatMap((chain) => {
      const last = chain.at(-1) ?? 0
      return [last - width, last - 1, last + 1, last + width]
        .filter((at) => text[at] === letter && !chain.includes(at))
        .map((at) => [...chain, at])
    })
  return chains[0]?.map((at) => [Math.floor(at / width), at % width]) ?? null
}
