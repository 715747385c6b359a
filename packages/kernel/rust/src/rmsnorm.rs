//! RMSNorm with gain: y = x * rstd * gain, rstd = 1 / sqrt(sum(x^2) / over + epsilon) per row. `over` is
//! C for a plain norm; a constant makes a row mean the same bits when zeros are appended to it.
//! Legend: R rows, C channels. x, y (R, C), gain (C), rstd (R).
//!
//! Backward, with n = x * rstd: dx = rstd * (gain*dy - n * sum(gain*dy*n) / over), dgain += sum_r dy*n.
//! dgain sums over rows, so each thread needs its own (C) to add to; all else is row by row.
//! NaN in a row makes that row NaN. |x| beyond 1.8e19 / sqrt(C) overflows the sum of squares: rstd
//! becomes 0 and so does the row; a row of zeros or denormals stays (nearly) zero, never NaN.

use crate::edges::{dot, fold_lanes, for_lanes, Lanes};
use crate::lanes::{sqrt, F32x4};

/// y = x * rstd * gain; saves rstd for the backward pass.
#[no_mangle]
pub unsafe extern "C" fn rmsnorm_forward(
    y: *mut f32,      // (R, C)
    rstd: *mut f32,   // (R)
    x: *const f32,    // (R, C)
    gain: *const f32, // (C)
    channels: usize,
    over: f32,
    epsilon: f32,
    begin: usize,
    end: usize,
) {
    for r in begin..end {
        let x = x.add(r * channels);
        let squares = dot(x, x, channels);
        let scale = 1.0 / sqrt(squares / over + epsilon);
        *rstd.add(r) = scale;
        scale_row(y.add(r * channels), x, gain, channels, scale);
    }
}

/// x += branch, then the same as `rmsnorm_forward`: the residual add costs no pass of its own.
#[no_mangle]
pub unsafe extern "C" fn rmsnorm_residual_forward(
    y: *mut f32,        // (R, C)
    rstd: *mut f32,     // (R)
    x: *mut f32,        // (R, C), becomes x + branch
    branch: *const f32, // (R, C)
    gain: *const f32,   // (C)
    channels: usize,
    over: f32,
    epsilon: f32,
    begin: usize,
    end: usize,
) {
    for r in begin..end {
        let (x, branch) = (x.add(r * channels), branch.add(r * channels));
        for_lanes(channels, |i, lanes| {
            let sum = lanes
                .load(x.add(i), 0.0)
                .add(lanes.load(branch.add(i), 0.0));
            lanes.store(sum, x.add(i))
        });
        let squares = dot(x, x, channels);
        let scale = 1.0 / sqrt(squares / over + epsilon);
        *rstd.add(r) = scale;
        scale_row(y.add(r * channels), x, gain, channels, scale);
    }
}

/// Writes dx, adds to d_gain.
#[no_mangle]
pub unsafe extern "C" fn rmsnorm_backward(
    dy: *const f32,   // (R, C)
    rstd: *const f32, // (R)
    x: *const f32,    // (R, C)
    dx: *mut f32,     // (R, C), overwritten; may be dy
    gain: *const f32, // (C)
    d_gain: *mut f32, // (C), added to
    channels: usize,
    over: f32,
    begin: usize,
    end: usize,
) {
    for r in begin..end {
        let at = r * channels;
        let (keep, mix) = row_terms(dy.add(at), *rstd.add(r), x.add(at), gain, channels, over);
        let (x, dy, dx) = (x.add(at), dy.add(at), dx.add(at));
        let scale = F32x4::splat(*rstd.add(r));
        for_lanes(channels, |i, lanes| {
            let (x, dy) = (lanes.load(x.add(i), 0.0), lanes.load(dy.add(i), 0.0));
            let own = lanes.load(gain.add(i), 0.0).mul(dy).mul(keep);
            lanes.store(x.madd(mix, own), dx.add(i));
            add_to_gain(d_gain.add(i), lanes, dy, x.mul(scale));
        });
    }
}

/// Adds to dx (the residual stream's gradient already lies there) and to d_gain.
#[no_mangle]
pub unsafe extern "C" fn rmsnorm_backward_add(
    dy: *const f32,   // (R, C)
    rstd: *const f32, // (R)
    x: *const f32,    // (R, C)
    dx: *mut f32,     // (R, C), added to; must not be dy
    gain: *const f32, // (C)
    d_gain: *mut f32, // (C), added to
    channels: usize,
    over: f32,
    begin: usize,
    end: usize,
) {
    for r in begin..end {
        let at = r * channels;
        let (keep, mix) = row_terms(dy.add(at), *rstd.add(r), x.add(at), gain, channels, over);
        let (x, dy, dx) = (x.add(at), dy.add(at), dx.add(at));
        let scale = F32x4::splat(*rstd.add(r));
        for_lanes(channels, |i, lanes| {
            let (x, dy) = (lanes.load(x.add(i), 0.0), lanes.load(dy.add(i), 0.0));
            let own = lanes.load(gain.add(i), 0.0).mul(dy);
            let sum = own.madd(keep, lanes.load(dx.add(i), 0.0));
            lanes.store(x.madd(mix, sum), dx.add(i));
            add_to_gain(d_gain.add(i), lanes, dy, x.mul(scale));
        });
    }
}

/// dx = keep * gain*dy + mix * x: (rstd, -rstd^3 * sum(gain*dy*x) / over).
#[inline(always)]
unsafe fn row_terms(
    dy: *const f32,
    rstd: f32,
    x: *const f32,
    gain: *const f32,
    channels: usize,
    over: f32,
) -> (F32x4, F32x4) {
    let step = |i: usize, lanes: Lanes, sum: F32x4| {
        let own = lanes.load(gain.add(i), 0.0).mul(lanes.load(dy.add(i), 0.0));
        own.madd(lanes.load(x.add(i), 0.0), sum)
    };
    let sum = fold_lanes(channels, F32x4::splat(0.0), step, F32x4::add).sum();
    // Grouped as (rstd * mean) * rstd * rstd: rstd^3 alone overflows for rows of denormals.
    let mean = sum / over * rstd;
    (F32x4::splat(rstd), F32x4::splat(-(mean * rstd) * rstd))
}

#[inline(always)]
unsafe fn add_to_gain(d_gain: *mut f32, lanes: Lanes, dy: F32x4, normal: F32x4) {
    lanes.store(dy.madd(normal, lanes.load(d_gain, 0.0)), d_gain);
}

#[inline(always)]
unsafe fn scale_row(y: *mut f32, x: *const f32, gain: *const f32, channels: usize, scale: f32) {
    let scale = F32x4::splat(scale);
    for_lanes(channels, |i, lanes| {
        let normal = lanes.load(x.add(i), 0.0).mul(scale);
        lanes.store(normal.mul(lanes.load(gain.add(i), 0.0)), y.add(i))
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testkit::{as_f64, assert_close, differences, inner, Random};

    const EPSILON: f32 = 1e-6;
    const SHAPES: [(usize, usize); 7] = [(1, 1), (2, 3), (3, 4), (2, 17), (5, 32), (1, 67), (0, 8)];

    fn naive(x: &[f64], gain: &[f64]) -> Vec<f64> {
        let channels = gain.len();
        let mut y = vec![0.0; x.len()];
        for (x, y) in x.chunks(channels).zip(y.chunks_mut(channels)) {
            let mean = x.iter().map(|x| x * x).sum::<f64>() / channels as f64;
            for c in 0..channels {
                y[c] = x[c] / (mean + EPSILON as f64).sqrt() * gain[c];
            }
        }
        y
    }

    fn forward(x: &[f32], gain: &[f32]) -> (Vec<f32>, Vec<f32>) {
        let rows = x.len() / gain.len();
        let (mut y, mut rstd) = (vec![0.0; x.len()], vec![0.0; rows]);
        unsafe {
            rmsnorm_forward(
                y.as_mut_ptr(),
                rstd.as_mut_ptr(),
                x.as_ptr(),
                gain.as_ptr(),
                gain.len(),
                gain.len() as f32,
                EPSILON,
                0,
                rows,
            )
        };
        (y, rstd)
    }

    #[test]
    fn forward_agrees_with_the_naive_norm() {
        let mut random = Random::new(3);
        for (rows, channels) in SHAPES {
            for scale in [1e-20, 1e-3, 1.0, 1e15] {
                let x = random.floats(rows * channels, scale);
                let gain = random.floats(channels, 2.0);
                let (y, _) = forward(&x, &gain);
                assert_close(&y, &naive(&as_f64(&x), &as_f64(&gain)), 1e-6, "y");
            }
        }
    }

    #[test]
    fn the_residual_form_adds_first() {
        let mut random = Random::new(4);
        for (rows, channels) in SHAPES {
            let mut x = random.floats(rows * channels, 1.0);
            let branch = random.floats(rows * channels, 1.0);
            let gain = random.floats(channels, 1.0);
            let sum: Vec<f32> = x.iter().zip(&branch).map(|(a, b)| a + b).collect();
            let (want, want_rstd) = forward(&sum, &gain);
            let (mut y, mut rstd) = (vec![0.0; x.len()], vec![0.0; rows]);
            unsafe {
                rmsnorm_residual_forward(
                    y.as_mut_ptr(),
                    rstd.as_mut_ptr(),
                    x.as_mut_ptr(),
                    branch.as_ptr(),
                    gain.as_ptr(),
                    channels,
                    channels as f32,
                    EPSILON,
                    0,
                    rows,
                )
            };
            assert_eq!((x, y, rstd), (sum, want, want_rstd));
        }
    }

    #[test]
    fn backward_agrees_with_finite_differences() {
        let mut random = Random::new(5);
        for (rows, channels) in SHAPES {
            let x = random.floats(rows * channels, 1.5);
            let gain = random.floats(channels, 1.5);
            let dy = random.floats(rows * channels, 1.0);
            let (_, rstd) = forward(&x, &gain);
            let want_dx = differences(&as_f64(&x), |x| inner(&naive(x, &as_f64(&gain)), &dy));
            let want_dg = differences(&as_f64(&gain), |g| inner(&naive(&as_f64(&x), g), &dy));
            let (mut dx, mut dg) = (vec![7.0; x.len()], vec![0.0; channels]);
            unsafe {
                rmsnorm_backward(
                    dy.as_ptr(),
                    rstd.as_ptr(),
                    x.as_ptr(),
                    dx.as_mut_ptr(),
                    gain.as_ptr(),
                    dg.as_mut_ptr(),
                    channels,
                    channels as f32,
                    0,
                    rows,
                )
            };
            assert_close(&dx, &want_dx, 3e-5, "dx");
            assert_close(&dg, &want_dg, 3e-5, "d_gain");
            let mut added = vec![0.5; x.len()];
            unsafe {
                rmsnorm_backward_add(
                    dy.as_ptr(),
                    rstd.as_ptr(),
                    x.as_ptr(),
                    added.as_mut_ptr(),
                    gain.as_ptr(),
                    dg.as_mut_ptr(),
                    channels,
                    channels as f32,
                    0,
                    rows,
                )
            };
            let want: Vec<f64> = want_dx.iter().map(|d| d + 0.5).collect();
            assert_close(&added, &want, 3e-5, "dx added");
            let twice: Vec<f64> = want_dg.iter().map(|d| 2.0 * d).collect();
            assert_close(&dg, &twice, 3e-5, "d_gain added");
        }
    }

    #[test]
    fn zeros_denormals_huge_numbers_and_nan_follow_the_header() {
        let gain = [1.0f32; 5];
        assert!(forward(&[0.0; 5], &gain).0.iter().all(|&y| y == 0.0));
        let y = forward(&[1e-42; 5], &gain).0;
        assert!(y.iter().all(|&y| y > 0.0 && y < 1e-38));
        assert!(forward(&[1e30; 5], &gain).0.iter().all(|&y| y == 0.0));
        assert!(forward(&[1.0, f32::NAN, 0.0, 0.0, 0.0], &gain)
            .0
            .iter()
            .all(|y| y.is_nan()));
    }
}
