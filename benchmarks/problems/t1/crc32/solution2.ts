export function crc32(bytes: number[]): number {
  const table = Array.from({ length: 256 }, (_, n) => {
    let entry = n
    for (let k = 0; k < 8; k++) entry = (entry & 1) === 1 ? 0xedb88320 ^ (entry >>> 1) : entry >>> 1
    return entry
  })
  const start = 0xffffffff
  return (
    (bytes.reduce((crc, byte) => (crc >>> 8) ^ table[(crc ^ byte) & 255]!, start) ^ start) >>> 0
  )
}
