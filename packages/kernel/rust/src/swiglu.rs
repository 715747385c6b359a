//! SwiGLU: out = silu(gate) * up, silu(g) = g * exp.sigmoid(g), forward and backward in one pass each.
//! Legend: R rows, F hidden channels. out, d_out (R, F). gate, up, d_gate, d_up (R, F) with `stride`
//! floats from row to row, so the two may be the halves of one projection (stride 2F).
//!
//! Backward recomputes the sigmoid s: d_up = d_out * s * g, d_gate = up * (d_out * s + d_up * (1-s)).
//! Error of out <= 4 ulp where it is normal. NaN in gate, up or d_out gives NaN in that element;
//! so does gate = -infinity (the limit is 0, but infinity times 0 is what is computed).

use crate::edges::map_lanes;
use crate::exp::Exp;
use crate::lanes::F32x4;

#[no_mangle]
pub unsafe extern "C" fn swiglu_forward(
    out: *mut f32,    // (R, F)
    gate: *const f32, // (R, F) every `stride`
    up: *const f32,   // (R, F) every `stride`
    hidden: usize,
    stride: usize,
    begin: usize,
    end: usize,
) {
    let exp = Exp::flushing();
    for r in begin..end {
        let (gate, up) = (gate.add(r * stride), up.add(r * stride));
        let out = out.add(r * hidden);
        map_lanes(hidden, [gate, up], [out], |[g, u]| {
            [g.mul(exp.sigmoid(g)).mul(u)]
        });
    }
}

/// Writes d_gate and d_up; they may be gate and up themselves.
#[no_mangle]
pub unsafe extern "C" fn swiglu_backward(
    d_out: *const f32, // (R, F)
    gate: *const f32,  // (R, F) every `stride`
    up: *const f32,    // (R, F) every `stride`
    d_gate: *mut f32,  // (R, F) every `stride`, overwritten
    d_up: *mut f32,    // (R, F) every `stride`, overwritten
    hidden: usize,
    stride: usize,
    begin: usize,
    end: usize,
) {
    let (exp, one) = (Exp::flushing(), F32x4::splat(1.0));
    for r in begin..end {
        let (gate, up) = (gate.add(r * stride), up.add(r * stride));
        let (d_gate, d_up) = (d_gate.add(r * stride), d_up.add(r * stride));
        let d_out = d_out.add(r * hidden);
        map_lanes(hidden, [d_out, gate, up], [d_gate, d_up], |[d, g, u]| {
            let s = exp.sigmoid(g);
            let ds = d.mul(s);
            let d_up = ds.mul(g);
            [d_up.madd(one.sub(s), ds).mul(u), d_up]
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testkit::{as_f64, assert_close, differences, inner, ulps, Random};

    const SHAPES: [(usize, usize); 6] = [(1, 1), (2, 3), (3, 4), (2, 17), (1, 66), (0, 8)];

    fn naive(gate: &[f64], up: &[f64]) -> Vec<f64> {
        gate.iter()
            .zip(up)
            .map(|(g, u)| g / (1.0 + (-g).exp()) * u)
            .collect()
    }

    fn forward(gate: &[f32], up: &[f32], hidden: usize) -> Vec<f32> {
        let mut out = vec![0.0; gate.len()];
        let rows = gate.len() / hidden;
        unsafe {
            swiglu_forward(
                out.as_mut_ptr(),
                gate.as_ptr(),
                up.as_ptr(),
                hidden,
                hidden,
                0,
                rows,
            )
        };
        out
    }

    #[test]
    fn forward_agrees_with_the_naive_form_to_four_ulp() {
        let mut random = Random::new(8);
        let mut worst: f64 = 0.0;
        for (rows, hidden) in SHAPES {
            for scale in [1e-30, 0.1, 5.0, 60.0] {
                let gate = random.floats(rows * hidden, scale);
                let up = random.floats(rows * hidden, 2.0);
                let got = forward(&gate, &up, hidden);
                for (g, w) in got.iter().zip(naive(&as_f64(&gate), &as_f64(&up))) {
                    worst = worst.max(ulps(*g, w));
                }
            }
        }
        assert!(worst < 4.0, "{worst} ulp");
    }

    #[test]
    fn backward_agrees_with_finite_differences_on_interleaved_halves() {
        let mut random = Random::new(9);
        for (rows, hidden) in SHAPES {
            let stride = 2 * hidden;
            let both = random.floats(rows * stride, 4.0);
            let d_out = random.floats(rows * hidden, 1.0);
            let half = |h: usize| -> Vec<f32> {
                both.chunks(stride)
                    .flat_map(|r| r[h * hidden..(h + 1) * hidden].to_vec())
                    .collect()
            };
            let (gate, up) = (half(0), half(1));
            let mut d_both = both.clone();
            let (d_gate, d_up) = (d_both.as_mut_ptr(), unsafe {
                d_both.as_mut_ptr().add(hidden)
            });
            unsafe {
                swiglu_backward(
                    d_out.as_ptr(),
                    d_gate,
                    d_up,
                    d_gate,
                    d_up,
                    hidden,
                    stride,
                    0,
                    rows,
                )
            };
            let (gate, up) = (as_f64(&gate), as_f64(&up));
            let want_gate = differences(&gate, |g| inner(&naive(g, &up), &d_out));
            let want_up = differences(&up, |u| inner(&naive(&gate, u), &d_out));
            let got = |h: usize| -> Vec<f32> {
                d_both
                    .chunks(stride)
                    .flat_map(|r| r[h * hidden..(h + 1) * hidden].to_vec())
                    .collect()
            };
            assert_close(&got(0), &want_gate, 1e-5, "d_gate");
            assert_close(&got(1), &want_up, 1e-5, "d_up");
        }
    }

    #[test]
    fn the_ends_of_the_line_follow_the_header() {
        let got = forward(
            &[-1e38, -100.0, 1e30, 0.0, f32::NAN, 1.0],
            &[1.0, 1.0, 1.0, 5.0, 1.0, f32::NAN],
            6,
        );
        assert_eq!(got[..4], [0.0, 0.0, 1e30, 0.0]);
        assert!(got[4].is_nan() && got[5].is_nan());
    }
}
