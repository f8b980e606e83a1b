//! Writes what was measured into a page, and says what is said of many numbers.

use anyhow::{Context as _, Result};
use std::fs;
use std::path::Path;

/// Puts a text into a page between `<!-- mark -->` and `<!-- end of mark -->`.
///
/// # Errors
/// When the page cannot be read or written, or has no marks.
pub fn write(page: &Path, mark: &str, text: &str) -> Result<()> {
    let (begin, end) = (format!("<!-- {mark} -->\n"), format!("<!-- end of {mark} -->"));
    let old = fs::read_to_string(page).with_context(|| format!("cannot read {}", page.display()))?;
    let marks = || format!("{} has no `{}` and `{end}`", page.display(), begin.trim_end());
    let (before, rest) = old.split_once(&begin).with_context(marks)?;
    let (_, after) = rest.split_once(&end).with_context(marks)?;
    fs::write(page, format!("{before}{begin}\n{text}\n{end}{after}"))?;
    Ok(())
}

/// The middle of some numbers, which are not empty.
pub fn median(numbers: &[f64]) -> f64 {
    quantile(numbers, 0.5)
}

/// The number below which this part of some numbers lies, which are not empty.
pub fn quantile(numbers: &[f64], part: f64) -> f64 {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    let place = part * (sorted.len() - 1) as f64;
    let (below, above) = (sorted[place.floor() as usize], sorted[place.ceil() as usize]);
    below + (above - below) * place.fract()
}
