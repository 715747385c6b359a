//! Softmax over rows, and its gradient. Attention and cross-entropy have theirs built in; this one
//! is for heads that need probabilities and for sampling.
//! Legend: R rows, C columns. x, y, dy, dx (R, C).
//!
//! y = exp((x - largest) * sharpness) / sum, sharpness = 1 / temperature; dx = sharpness * y * (dy -
//! sum(dy * y)). Error of y <= 3 ulp where (largest - x) * sharpness < 87, 0 beyond. NaN or
//! +infinity in a row makes the row NaN; so does a row of nothing but -infinity.

use crate::edges::{dot, for_lanes, largest};
use crate::exp::Exp;
use crate::lanes::F32x4;

#[no_mangle]
pub unsafe extern "C" fn softmax_forward(
    y: *mut f32,   // (R, C), may be x
    x: *const f32, // (R, C)
    columns: usize,
    sharpness: f32,
    begin: usize,
    end: usize,
) {
    let (exp, sharp) = (Exp::flushing(), F32x4::splat(sharpness));
    let mut r = begin;
    while r < end {
        let rows = if end - r < GROUP { end - r } else { GROUP };
        let (x, y) = (x.add(r * columns), y.add(r * columns));
        let mut tops = [0f32; GROUP];
        let mut factors = [0f32; GROUP];
        for g in 0..rows {
            tops[g] = largest(x.add(g * columns), columns);
        }
        for g in 0..rows {
            let (x, y, top) = (x.add(g * columns), y.add(g * columns), F32x4::splat(tops[g]));
            let mut sum = F32x4::splat(0.0);
            for_lanes(columns, |i, lanes| {
                // Missing lanes are -infinity: their exp is 0 unless the row is NaN already.
                let p = exp.nonpositive(lanes.load(x.add(i), f32::NEG_INFINITY).sub(top).mul(sharp));
                sum = sum.add(p);
                lanes.store(p, y.add(i));
            });
            factors[g] = 1.0 / sum.sum();
        }
        for g in 0..rows {
            let (y, factor) = (y.add(g * columns), F32x4::splat(factors[g]));
            for_lanes(columns, |i, lanes| {
                lanes.store(lanes.load(y.add(i), 0.0).mul(factor), y.add(i))
            });
        }
        r += rows;
    }
}

/// Rows taken through each of the three passes together, so that the end of one row's maximum or sum does
/// not hold up the next row.
const GROUP: usize = 8;

#[no_mangle]
pub unsafe extern "C" fn softmax_backward(
    dy: *const f32, // (R, C)
    y: *const f32,  // (R, C)
    dx: *mut f32,   // (R, C), overwritten; may be dy
    columns: usize,
    sharpness: f32,
    begin: usize,
    end: usize,
) {
    let sharp = F32x4::splat(sharpness);
    for r in begin..end {
        let at = r * columns;
        let (dy, y, dx) = (dy.add(at), y.add(at), dx.add(at));
        let mean = F32x4::splat(dot(dy, y, columns));
        for_lanes(columns, |i, lanes| {
            let d = lanes.load(dy.add(i), 0.0).sub(mean);
            lanes.store(d.mul(lanes.load(y.add(i), 0.0)).mul(sharp), dx.add(i))
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testkit::{as_f64, assert_close, differences, inner, Random};

    fn naive(x: &[f64], columns: usize, sharpness: f64) -> Vec<f64> {
        let row = |row: &[f64]| -> Vec<f64> {
            let top = row.iter().cloned().fold(f64::NEG_INFINITY, f64::max);
            let e: Vec<f64> = row.iter().map(|x| ((x - top) * sharpness).exp()).collect();
            let sum: f64 = e.iter().sum();
            e.iter().map(|e| e / sum).collect()
        };
        x.chunks(columns).flat_map(row).collect()
    }

    fn forward(x: &[f32], columns: usize, sharpness: f32) -> Vec<f32> {
        let mut y = x.to_vec();
        let p = y.as_mut_ptr();
        unsafe { softmax_forward(p, p, columns, sharpness, 0, x.len() / columns) };
        y
    }

    #[test]
    fn forward_and_backward_agree_with_the_naive_form() {
        let mut random = Random::new(11);
        for (rows, columns) in [(1, 1), (2, 3), (3, 4), (2, 17), (1, 66), (0, 8)] {
            for sharpness in [1.0, 0.3, 4.0] {
                let x = random.floats(rows * columns, 5.0);
                let dy = random.floats(rows * columns, 1.0);
                let y = forward(&x, columns, sharpness);
                let of = |x: &[f64]| naive(x, columns, sharpness as f64);
                assert_close(&y, &of(&as_f64(&x)), 5e-7, "y");
                let mut dx = dy.clone();
                let p = dx.as_mut_ptr();
                unsafe { softmax_backward(p, y.as_ptr(), p, columns, sharpness, 0, rows) };
                let want = differences(&as_f64(&x), |x| inner(&of(x), &dy));
                assert_close(&dx, &want, 2e-6, "dx");
            }
        }
    }

    #[test]
    fn the_ends_of_the_line_follow_the_header() {
        assert_eq!(forward(&[1e38, -1e38, 0.0], 3, 1.0), [1.0, 0.0, 0.0]);
        assert_eq!(forward(&[f32::NEG_INFINITY, 5.0], 2, 1.0), [0.0, 1.0]);
        assert!(forward(&[f32::NAN, 5.0, 1.0], 3, 1.0)
            .iter()
            .all(|y| y.is_nan()));
        assert!(forward(&[f32::NEG_INFINITY; 5], 5, 1.0)
            .iter()
            .all(|y| y.is_nan()));
    }
}
