//! Rotary position embedding, in place, for heads of 32 channels.
//! Legend: R = B*T rows, H heads. x (R, H, 32) with `stride` floats from one row to the next, so that
//! it may be a slice of a wider projection. cosine, sine (positions, 16).
//!
//! Halves, not neighbours: channel i pairs with i + 16 (the GPT-NeoX order), so a head is eight
//! plain vectors and nothing is shuffled. Backward is the rotation by the negative angle.
//! The position of row r is positions[r], or `start + r % time` where positions is null. A position
//! outside the table is the caller's error (TypeScript checks it).

use crate::lanes::F32x4;

const HEAD: usize = 32;
const HALF: usize = 16;

/// (a, b) becomes (a cos - b sin, b cos + a sin).
#[no_mangle]
pub unsafe extern "C" fn rope_forward(
    x: *mut f32,           // (R, H, 32) every `stride`
    cosine: *const f32,    // (P, 16)
    sine: *const f32,      // (P, 16)
    positions: *const u32, // (R) or null
    heads: usize,
    stride: usize,
    start: usize,
    time: usize,
    begin: usize,
    end: usize,
) {
    rotate(
        x, cosine, sine, positions, heads, stride, start, time, begin, end, 1.0,
    )
}

/// (da, db) becomes (da cos + db sin, db cos - da sin).
#[no_mangle]
pub unsafe extern "C" fn rope_backward(
    dx: *mut f32,          // (R, H, 32) every `stride`
    cosine: *const f32,    // (P, 16)
    sine: *const f32,      // (P, 16)
    positions: *const u32, // (R) or null
    heads: usize,
    stride: usize,
    start: usize,
    time: usize,
    begin: usize,
    end: usize,
) {
    rotate(
        dx, cosine, sine, positions, heads, stride, start, time, begin, end, -1.0,
    )
}

#[inline(always)]
unsafe fn rotate(
    x: *mut f32,
    cosine: *const f32,
    sine: *const f32,
    positions: *const u32,
    heads: usize,
    stride: usize,
    start: usize,
    time: usize,
    begin: usize,
    end: usize,
    direction: f32,
) {
    let direction = F32x4::splat(direction);
    for r in begin..end {
        let position = if positions.is_null() {
            start + r % time
        } else {
            *positions.add(r) as usize
        };
        let (cosine, sine) = (cosine.add(position * HALF), sine.add(position * HALF));
        let mut i = 0;
        while i < HALF {
            let c = F32x4::load(cosine.add(i));
            let s = F32x4::load(sine.add(i)).mul(direction);
            for h in 0..heads {
                let low = x.add(r * stride + h * HEAD + i);
                let high = low.add(HALF);
                let (a, b) = (F32x4::load(low), F32x4::load(high));
                a.mul(c).sub(b.mul(s)).store(low);
                b.mul(c).add(a.mul(s)).store(high);
            }
            i += 4;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testkit::Random;

    fn table(positions: usize) -> (Vec<f32>, Vec<f32>) {
        let angle = |i: usize| (i / HALF) as f64 * 10_000f64.powf(-((i % HALF) as f64) / 16.0);
        let n = positions * HALF;
        (
            (0..n).map(|i| angle(i).cos() as f32).collect(),
            (0..n).map(|i| angle(i).sin() as f32).collect(),
        )
    }

    #[test]
    fn forward_rotates_pairs_and_backward_undoes_it() {
        let (cosine, sine) = table(12);
        let mut random = Random::new(6);
        for (batch, time, heads, extra) in [(1, 1, 1, 0), (2, 5, 3, 0), (3, 4, 2, 40)] {
            let (rows, stride) = (batch * time, heads * HEAD + extra);
            let x = random.floats(rows * stride, 3.0);
            let mut got = x.clone();
            let null = core::ptr::null();
            let (c, s) = (cosine.as_ptr(), sine.as_ptr());
            unsafe {
                rope_forward(
                    got.as_mut_ptr(),
                    c,
                    s,
                    null,
                    heads,
                    stride,
                    2,
                    time,
                    0,
                    rows,
                )
            };
            for r in 0..rows {
                for j in 0..stride {
                    let at = r * stride + j;
                    if j >= heads * HEAD {
                        assert_eq!(got[at], x[at], "beyond the heads nothing moves");
                        continue;
                    }
                    let i = j % HALF;
                    let p = (2 + r % time) * HALF + i;
                    let base = r * stride + j / HEAD * HEAD + i;
                    let (a, b) = (x[base], x[base + HALF]);
                    let want = if j % HEAD < HALF {
                        a * cosine[p] - b * sine[p]
                    } else {
                        b * cosine[p] + a * sine[p]
                    };
                    assert!((got[at] - want).abs() < 1e-6);
                }
            }
            // The rotation is orthogonal, so its transpose (the backward) is its inverse.
            unsafe {
                rope_backward(
                    got.as_mut_ptr(),
                    c,
                    s,
                    null,
                    heads,
                    stride,
                    2,
                    time,
                    0,
                    rows,
                )
            };
            for (g, x) in got.iter().zip(&x) {
                assert!((g - x).abs() < 2e-6);
            }
        }
    }

    #[test]
    fn explicit_positions_override_the_running_ones() {
        let (cosine, sine) = table(9);
        let mut random = Random::new(7);
        let x = random.floats(2 * HEAD, 1.0);
        let (mut a, mut b) = (x.clone(), x);
        let (c, s) = (cosine.as_ptr(), sine.as_ptr());
        unsafe {
            rope_forward(a.as_mut_ptr(), c, s, core::ptr::null(), 1, HEAD, 7, 2, 0, 2);
            rope_forward(
                b.as_mut_ptr(),
                c,
                s,
                [7u32, 8].as_ptr(),
                1,
                HEAD,
                0,
                1,
                0,
                2,
            );
        }
        assert_eq!(a, b);
    }
}
