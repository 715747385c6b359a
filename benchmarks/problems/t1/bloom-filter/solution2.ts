export function mightContain(added: string[], asked: string, size: number): boolean {
  const bits = new Array<boolean>(size).fill(false)
  const hash = (word: string, isWeighted: boolean) => {
    let place = 0
    for (let i = 0; i < word.length; i++)
      place = (place + (isWeighted ? i + 1 : 1) * word.charCodeAt(i)) % size
    return place
  }
  for (const word of added)
    for (const isWeighted of [true, false]) bits[hash(word, isWeighted)] = true
  return bits[hash(asked, true)] === true && bits[hash(asked, false)] === true
}
