//! What a command that failed says.

/// An error and its causes in one line. A cause that the sentence before it tells already is not told twice.
pub fn told(error: &anyhow::Error) -> String {
    let told = error
        .chain()
        .map(ToString::to_string)
        .reduce(|told, cause| if told.contains(&cause) { told } else { format!("{told}: {cause}") });
    told.unwrap_or_default().lines().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use anyhow::anyhow;

    use super::*;

    #[test]
    fn a_failure_is_told_in_one_line_and_once() {
        let failed = anyhow!("the disk is full: make room").context("the page cannot be served");
        assert_eq!(told(&failed), "the page cannot be served: the disk is full: make room");
        let cause = anyhow!("the disk is full");
        let said_already = cause.context("the page cannot be served: the disk is full");
        assert_eq!(told(&said_already), "the page cannot be served: the disk is full");
        assert_eq!(told(&anyhow!("two\nlines")), "two lines");
    }
}
